// @ts-check
// Imported before anything else, and written so that an old Node can read it and say what is wrong.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Plackett needs Node 20.19 or newer; this is Node ${process.versions.node}.`)
  process.exit(1)
}
