// @ts-check
// `npm run interop`: runs tests/interop, where the clients and readers of other projects, in Python, meet what we write and
// serve. Their packages go into a virtual environment outside the tree, which is kept for the next time; INTEROP_VENV names
// another place for it. Further words go to the test runner as filters.
import './require-node.mjs'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, setUp, toolEnv } from './setup.mjs'

const folder = join(root, 'tests', 'interop')
const isWindows = process.platform === 'win32'
/** What is installed with all that it needs, and what is installed for its source alone. */
const lists = [
  { file: join(folder, 'requirements.txt'), flags: [] },
  { file: join(folder, 'requirements-source.txt'), flags: ['--no-deps'] },
]

const wanted = lists.map(({ file }) => readFileSync(file, 'utf8')).join('\0')
const key = createHash('sha256').update(wanted).digest('hex').slice(0, 12)
const venv = process.env.INTEROP_VENV ?? join(tmpdir(), `plackett-interop-${key}`)
const python = join(venv, isWindows ? 'Scripts' : 'bin', isWindows ? 'python.exe' : 'python')
const stamp = join(venv, 'plackett-installed')

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  run(process.env.PYTHON ?? 'python3', ['-m', 'venv', venv])
  for (const { file, flags } of lists) run(python, ['-m', 'pip', 'install', '--quiet', ...flags, '-r', file])
  writeFileSync(stamp, wanted)
}
await setUp()
run('vitest', ['run', '--project', 'interop', ...process.argv.slice(2)], { ...toolEnv, INTEROP_PYTHON: python })

/** @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
function run(command, args, env = process.env) {
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit', shell: isWindows })
  if (error) console.error(`${command} could not be started: ${error.message}`)
  if (status !== 0) process.exit(status ?? 1)
}
