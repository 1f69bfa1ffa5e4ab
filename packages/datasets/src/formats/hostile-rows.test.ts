import { rankingRecord } from '@plackett/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRowsAs } from '../testing/convert.ts'
import { sound } from '../testing/sound-rows.ts'
import { formatNames, formats } from './table.ts'

const odd = fc.oneof(
  fc.constantFrom('', '\0', '\ud800', '__proto__', '[', 'system', '\n\nHuman:', null, true, 0, -1, 1.5, 1e308, 2 ** 60),
  fc.constantFrom([], {}, [[]], [{}], [null], { role: 'system', content: '' }, { __proto__: null, constructor: 1 }),
  fc.json().map((text) => JSON.parse(text)),
)

/** Puts something odd, or nothing, in place of the `at`th value anywhere in a row. */
function broken(row: object, at: number, value: unknown): object {
  let left = at
  return JSON.parse(
    JSON.stringify(row, (key, present) => {
      if (key === '') return present
      left -= 1
      return left === 0 ? value : present
    }),
  )
}

const json = formatNames.filter((name) => formats[name].container === 'json' && 'read' in formats[name])

describe('whatever the rows hold', () => {
  test.each(json)('%s reads its sound rows', async (name) => {
    const { records, errors } = await readRowsAs(name, ...(sound[name] ?? []))
    expect(errors).toEqual([])
    expect(records.length).toBeGreaterThan(0)
  })

  test.each(json)('%s refuses broken rows or makes sound rankings of them', async (name) => {
    const rows = fc.tuple(
      ...(sound[name] ?? []).map((row) => fc.tuple(fc.nat(20), odd).map(([at, value]) => broken(row, at, value))),
    )
    await fc.assert(
      fc.asyncProperty(rows, async (hostile) => {
        const { records } = await readRowsAs(name, ...hostile)
        for (const record of records) {
          expect(rankingRecord.parse(record)).toEqual(record)
          expect(record.ranks.length).toBe(record.completions.length)
          expect(Math.min(...record.ranks)).toBe(1)
        }
      }),
      { numRuns: 300 },
    )
  })
})
