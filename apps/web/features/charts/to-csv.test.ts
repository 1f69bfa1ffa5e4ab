import { expect, test } from 'vitest'
import { toCsv } from './to-csv.ts'

test('commas, quotes and breaks are quoted; numbers and gaps are bare', () => {
  expect(
    toCsv({
      columns: ['model', 'rating', 'low'],
      rows: [
        ['a "b", c', 1000.5, null],
        ['d\ne', -3, 0],
      ],
    }),
  ).toBe('model,rating,low\r\n"a ""b"", c",1000.5,\r\n"d\ne",-3,0\r\n')
})

test('a name that a spreadsheet would run is text', () => {
  expect(toCsv({ columns: ['name'], rows: [['=HYPERLINK("x")'], ['@sum'], ['-1+1']] })).toBe(
    'name\r\n"\'=HYPERLINK(""x"")"\r\n\'@sum\r\n\'-1+1\r\n',
  )
})
