import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/** The independent results that lie beside a checkout on the machines where this is developed; never part of it. */
const folder = fileURLToPath(new URL('../../../../shared/reference/statistics/', import.meta.url))

// biome-ignore lint/suspicious/noExplicitAny: cases are JSON whose shape differs by kind; each test reads its own.
type Json = any

export interface ReferenceCase {
  name: string
  kind: string
  input: Json
  expected: Record<string, Json>
  tolerance: number | Record<string, number>
}

/** A file of reference results; null where they are not at hand. */
export function readReference(file: string): Json | null {
  return existsSync(folder) ? JSON.parse(readFileSync(`${folder}${file}.json`, 'utf8')) : null
}

/** Cases of a file by name, for inputs that refer to another case. */
export function referenceCase(file: string, name: string): ReferenceCase {
  const found = readReference(file).cases.find((one: ReferenceCase) => one.name === name)
  if (!found) throw new Error(`There is no case "${name}" in ${file}.json.`)
  return found
}

/** One test per case of each kind: what is computed must have all the expected fields, within the case's tolerance. */
export function testReference(file: string, kinds: Record<string, (input: Json, one: ReferenceCase) => Json>): void {
  const reference = readReference(file)
  if (!reference) {
    process.stderr.write(`Left out: the cases of ${file}.json, since ../shared/reference/statistics is not here.\n`)
    test.skip(`${file}.json is not at hand`, () => {})
    return
  }
  const cases: ReferenceCase[] = reference.cases
  for (const [kind, compute] of Object.entries(kinds)) {
    describe(`${file}: ${kind}`, () => {
      const ofKind = cases.filter((one) => one.kind === kind)
      if (ofKind.length === 0) throw new Error(`There are no cases of kind ${kind}.`)
      for (const one of ofKind) test(one.name, { timeout: 60_000 }, () => expectClose(compute(one.input, one), one))
    })
  }
}

/** Compares every expected field; null matches null alone. */
function expectClose(actual: Json, { expected, tolerance }: Pick<ReferenceCase, 'expected' | 'tolerance'>): void {
  const differences = Object.entries(expected).flatMap(([field, value]) => {
    const allowed = typeof tolerance === 'number' ? tolerance : (tolerance[field] ?? tolerance.default!)
    return differencesOf(actual[field], value, { allowed, path: field })
  })
  expect(differences).toEqual([])
}

function differencesOf(actual: Json, expected: Json, at: { allowed: number; path: string }): string[] {
  if (typeof expected === 'number' && typeof actual === 'number') {
    // Twelve digits are given: a large number carries its rounding with it.
    const apart = Math.abs(actual - expected)
    return apart <= at.allowed + 1e-11 * Math.abs(expected) ? [] : [`${at.path}: ${actual} is not ${expected}`]
  }
  if (expected !== null && typeof expected === 'object' && actual !== null && typeof actual === 'object') {
    if (Array.isArray(expected) && expected.length !== actual.length)
      return [`${at.path}: ${actual.length} entries, not ${expected.length}`]
    return Object.keys(expected).flatMap((key) => {
      return differencesOf(actual[key], expected[key], { ...at, path: `${at.path}.${key}` })
    })
  }
  return Object.is(actual, expected) ? [] : [`${at.path}: ${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`]
}
