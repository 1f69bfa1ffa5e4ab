import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from './read-workspace.ts'

// Taken apart, so that this file does not name what it looks for.
const forbidden: Record<string, RegExp> = {
  'the host of a package registry': new RegExp(['registry\\.(npmjs|yarnpkg|npmmirror)', '\\.(org|com)'].join('')),
  'a path of somebody’s machine': new RegExp(['(?<![\\w.])/(work|home', '|Users)/[a-z]'].join('')),
  'an unresolved conflict': /^(<{7}|>{7}) /m,
}

describe.runIf(existsSync(join(root, '.git')))('tracked files', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })
    .split('\0')
    .filter((path) => path && existsSync(join(root, path)) && statSync(join(root, path)).size < 2 ** 22)
    .filter((path) =>
      /\.(ts|tsx|mjs|js|json|jsonl|ya?ml|md|css|prisma|sql|toml|py|sh|txt)$|Dockerfile|^\.ci\//.test(path),
    )

  test.each(Object.entries(forbidden))('do not hold %s', (_, pattern) => {
    expect(files.filter((path) => pattern.test(readFileSync(join(root, path), 'utf8')))).toEqual([])
  })
})
