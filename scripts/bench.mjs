// @ts-check
// `npm run bench -- NAME`: runs tests/bench/NAME.bench.ts and prints its figures; without a name, lists what there is.
import './require-node.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root, setUp, toolEnv } from './setup.mjs'

const folder = join(root, 'tests', 'bench')
const suffix = '.bench.ts'
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(suffix)) : []
const names = files.map((file) => file.slice(0, -suffix.length))
const name = process.argv[2]
if (!name || !names.includes(name)) {
  console.error(`Usage: npm run bench -- NAME, of ${names.join(', ') || 'which there is none yet'}.`)
  process.exit(2)
}

await setUp()
// The file comes first: behind the flag it would be taken for the flag's value, and every benchmark would run.
const args = ['run', `tests/bench/${name}${suffix}`, '--project', 'bench', '--disable-console-intercept']
const { status } = spawnSync('vitest', args, {
  cwd: root,
  env: toolEnv,
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
process.exit(status ?? 1)
