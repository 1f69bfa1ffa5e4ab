// @ts-check
// `npm test`: everything there is to check, in order of cost, up to the first red stage. `--only unit,lint` picks stages; any
// other words go to the test runners as filters. The last line counts tests; a stage without tests that is red counts as one.
import './require-node.mjs'
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from './find-chromium.mjs'
import { root, setUp, toolEnv } from './setup.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const results = join(root, 'tests', 'results')
const typeProjects = [
  'tsconfig.tests.json',
  'tests/e2e/tsconfig.json',
  'apps/web/tsconfig.json',
  'tsconfig.scripts.json',
]

/** @type {Record<string, (filters: string[]) => Promise<Counts>>} */
const stages = {
  lint: () => check('biome', ['ci', '--error-on-warnings', '.']),
  types: typecheck,
  unused: () => check('knip', ['--no-progress']),
  unit: (filters) => vitest('unit', filters),
  architecture: (filters) => vitest('architecture', filters),
  parity: (filters) => vitest('parity', filters),
  integration: (filters) => vitest('integration', filters),
  e2e: playwright,
}

const { only, filters } = readArguments(process.argv.slice(2))
const counts = { passed: 0, failed: 0, skipped: 0 }
const began = Date.now()
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
for (const name of ['set-up', ...only]) {
  const since = Date.now()
  console.log(`\n── ${name} ──`)
  const found = await attempt(name === 'set-up' ? settle : () => stages[name](filters))
  counts.passed += found.passed
  counts.failed += found.failed
  counts.skipped += found.skipped
  console.log(`── ${name}: ${found.failed ? 'red' : 'green'}, ${((Date.now() - since) / 1000).toFixed(1)} s`)
  if (found.failed) break
}
console.log(`\n${((Date.now() - began) / 1000).toFixed(0)} s in all`)
console.log(`${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`)
process.exit(counts.failed > 0 || counts.passed === 0 ? 1 : 0)

/** @param {string[]} args */
function readArguments(args) {
  const all = Object.keys(stages)
  const at = args.indexOf('--only')
  if (at === -1) return { only: all, filters: args }
  const only = (args[at + 1] ?? '').split(',')
  const unknown = only.filter((name) => !all.includes(name))
  if (unknown.length > 0) {
    console.error(`There is no stage "${unknown.join(', ')}"; there are ${all.join(', ')}.`)
    process.exit(2)
  }
  return { only, filters: args.toSpliced(at, 2) }
}

/** @param {() => Promise<Counts>} stage @returns {Promise<Counts>} */
async function attempt(stage) {
  try {
    return await stage()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

async function settle() {
  await setUp()
  return { passed: 0, failed: 0, skipped: 0 }
}

/** @param {string} tool @param {string[]} args @returns {Promise<Counts>} */
async function check(tool, args) {
  return { passed: 0, failed: (await run(tool, args)) === 0 ? 0 : 1, skipped: 0 }
}

/** The build has checked the packages' sources; these are the tests, the screens' tests and the scripts. */
async function typecheck() {
  for (const project of typeProjects) {
    const found = await check('tsc', ['--noEmit', '-p', project])
    if (found.failed) return found
  }
  return { passed: 0, failed: 0, skipped: 0 }
}

/** @param {string} project @param {string[]} filters @returns {Promise<Counts>} */
async function vitest(project, filters) {
  const file = join(results, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const status = await run('vitest', ['run', '--project', project, ...reporters, ...filters])
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const passed = report.numPassedTests
  return {
    passed,
    failed: failures(report.numFailedTests, status),
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** @param {string[]} filters @returns {Promise<Counts>} */
async function playwright(filters) {
  const file = join(results, 'e2e.json')
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file, PLAYWRIGHT_CHROMIUM: findChromium(), CI: '1' }
  const runner = join(root, 'tests', 'node_modules', '.bin', 'playwright')
  const status = await run(runner, ['test', '-c', 'tests/e2e', '--reporter=list,json', ...filters], env)
  const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(file, 'utf8')).stats
  return { passed: expected, failed: failures(unexpected + flaky, status), skipped }
}

/** A run that is red although no test failed (a file that does not load, say) is a failure too. @param {number} failed @param {number} status */
function failures(failed, status) {
  return status === 0 ? failed : Math.max(failed, 1)
}

/** @param {string} tool @param {string[]} args @param {Record<string, string>} [env] @returns {Promise<number>} */
function run(tool, args, env = {}) {
  return new Promise((resolve, reject) => {
    const options = { cwd: root, env: { ...toolEnv, ...env }, shell: process.platform === 'win32' }
    const child = spawn(tool, args, { ...options, stdio: 'inherit' })
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}
