// @ts-check
// `npm start`: sets the checkout up and starts everything.
import './require-node.mjs'
import { setUp } from './setup.mjs'

try {
  await setUp()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
const { runStart } = await import('../apps/cli/dist/start/run-start.js')
process.exitCode = await runStart(process.env)
