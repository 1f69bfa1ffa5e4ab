import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, test } from 'vitest'

const shared = path.resolve(import.meta.dirname, '../../../../shared')

/** A file beside the checkout that is not part of it, such as `reference/losses/golden.json`. */
export function sharedPath(...names: string[]): string {
  return path.join(shared, ...names)
}

export function readJson<T>(...names: string[]): T {
  return JSON.parse(readFileSync(sharedPath(...names), 'utf8')) as T
}

export function readBytes(...names: string[]): Uint8Array {
  return readFileSync(sharedPath(...names))
}

/** A suite against a reference folder. Where the folder is absent, the suite is left out, and the output says so. */
export function describeReference(folder: string, suite: () => void): void {
  if (existsSync(sharedPath(folder))) {
    describe(folder, () => suite())
    return
  }
  console.warn(`LEFT OUT: the numbers to match are not here: ${sharedPath(folder)}`)
  test.skip(`${folder} is absent, so nothing is compared with it`)
}
