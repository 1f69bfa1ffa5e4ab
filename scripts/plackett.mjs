// @ts-check
// `npm run -s plackett -- …`: the command line from the checkout, set up first where that has not been done. It runs in
// this very process, so that signals, standard streams and the exit status are the command's own.
import './require-node.mjs'
import { setUp } from './setup.mjs'

try {
  await setUp({ target: 'cli' })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
// npm runs scripts in the checkout; the paths of a command are meant from where the person stands.
process.chdir(process.env.INIT_CWD ?? process.cwd())
await import('../apps/cli/dist/main.js')
