// @ts-check
// Brings the checkout to where it can run: packages installed, code generated and built. Plain JavaScript on Node alone,
// because it runs before anything is installed. Everything it says goes to stderr.
import './require-node.mjs'
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lockCheckout } from './lock-checkout.mjs'

/** The checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const installedStamp = join(modules, '.plackett-installed')
const builtStamp = join(modules, '.plackett-built.json')

/** For every program that is started in the checkout: its own tools first, and no telemetry from any of them. */
export const toolEnv = {
  ...process.env,
  PATH: `${join(modules, '.bin')}${delimiter}${process.env.PATH ?? ''}`,
  CHECKPOINT_DISABLE: '1',
  DO_NOT_TRACK: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
}

/**
 * Installs and builds what is missing or out of date, and nothing else: with all in place it takes half a second. Throws an
 * Error whose message says which step failed. Two at once in one checkout wait for each other.
 * @param {{ target?: 'all' | 'cli' | `@plackett/${string}`, quiet?: boolean }} [options]
 *   `cli` and a package's name build that with what it needs. `quiet` keeps the progress back, but not what goes wrong.
 */
export async function setUp({ target = 'all', quiet = false } = {}) {
  const say = quiet ? () => {} : (/** @type {string} */ line) => process.stderr.write(`${line}\n`)
  const unlock = await lockCheckout(root, () => say('Another process is setting this checkout up; waiting for it.'))
  try {
    await install(say, quiet)
    await build(target, say, quiet)
  } finally {
    unlock()
  }
}

/** @param {(line: string) => void} say @param {boolean} quiet */
async function install(say, quiet) {
  const wanted = installHash()
  if (existsSync(installedStamp) && readFileSync(installedStamp, 'utf8') === wanted) return
  const since = Date.now()
  say('Installing the packages (the first time takes a minute or two) …')
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  rmSync(installedStamp, { force: true })
  await run(...npx(), ['--yes', packageManager, 'install', '--frozen-lockfile', '--prefer-offline'], quiet)
  mkdirSync(modules, { recursive: true })
  writeFileSync(installedStamp, wanted)
  say(`Installed in ${seconds(since)}.`)
}

/** What decides whether the installed packages are the right ones. */
function installHash() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`)
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'])
    hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** npm's own npx, of the npm that runs this if one does. @returns {[string, string[]]} */
function npx() {
  const npm = process.env.npm_execpath ?? ''
  if (/npm-cli\.js$/.test(npm)) return [process.execPath, [join(npm, '..', 'npx-cli.js')]]
  return process.platform === 'win32' ? ['cmd', ['/c', 'npx']] : ['npx', []]
}

/** @param {string} target @param {(line: string) => void} say @param {boolean} quiet */
async function build(target, say, quiet) {
  const filter = target === 'all' ? [] : [`--filter=${target === 'cli' ? '@plackett/cli' : target}...`]
  const wanted = taskHashes(filter)
  const built = existsSync(builtStamp) ? JSON.parse(readFileSync(builtStamp, 'utf8')) : {}
  const isBuilt = wanted.every(({ taskId, hash, outputs }) => built[taskId] === hash && existsSync(outputs))
  if (isBuilt) return
  const since = Date.now()
  say('Building …')
  const ticking = setInterval(() => say(`Building … ${seconds(since)}`), 10_000)
  const options = [
    '--output-logs=errors-only',
    '--log-order=grouped',
    `--concurrency=${Math.max(2, availableParallelism())}`,
  ]
  try {
    await run(turbo, [], ['run', 'build', ...filter, ...options], quiet)
  } finally {
    clearInterval(ticking)
  }
  const done = Object.fromEntries(wanted.map(({ taskId, hash }) => [taskId, hash]))
  writeFileSync(builtStamp, JSON.stringify({ ...built, ...done }))
  say(`Built in ${seconds(since)}.`)
}

const turbo = join(modules, '.bin', process.platform === 'win32' ? 'turbo.cmd' : 'turbo')

/** Each package's build, with the hash of all that goes into it and the place where its result lies. @param {string[]} filter */
function taskHashes(filter) {
  const { status, stdout, stderr } = spawnSync(turbo, ['run', 'build', '--dry=json', ...filter], {
    ...{ cwd: root, env: toolEnv, encoding: 'utf8', maxBuffer: 2 ** 28, shell: process.platform === 'win32' },
  })
  if (status !== 0) throw new Error(`The build could not be planned:\n${stderr}`)
  /** @type {{ taskId: string, task: string, hash: string, directory: string }[]} */
  const tasks = JSON.parse(stdout).tasks
  return tasks
    .filter(({ task }) => task === 'build')
    .map(({ taskId, hash, directory }) => ({
      ...{ taskId, hash },
      outputs: join(root, directory, taskId === '@plackett/web#build' ? '.next' : 'dist'),
    }))
}

/**
 * Runs a program to its end; throws where it fails.
 * @param {string} program @param {string[]} first @param {string[]} rest @param {boolean} quiet
 */
function run(program, first, rest, quiet) {
  /** @type {string[]} */
  const kept = []
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...first, ...rest], {
      ...{ cwd: root, env: toolEnv, shell: process.platform === 'win32' },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', process.stderr, process.stderr],
    })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => kept.push(String(chunk)))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(undefined)
      process.stderr.write(kept.join(''))
      reject(new Error(`Setting up failed (${signal ?? `exit status ${code}`}); the reason stands above.`))
    })
  })
}

/** @param {number} since */
function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`
}
