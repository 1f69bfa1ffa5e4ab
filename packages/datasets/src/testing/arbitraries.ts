import type { RankingRecord } from '@plackett/contracts'
import fc from 'fast-check'

const text = fc.string({ unit: 'grapheme', maxLength: 30 }).map((value) => value.replaceAll('\0', ''))
const name = text.filter((value) => value !== '')
const turn = fc.record({ role: fc.constantFrom('user', 'assistant'), content: text })
const system = fc.record({ role: fc.constant('system'), content: text })
const turns = fc.array(turn, { minLength: 1, maxLength: 4 })
const prompt = fc.oneof(
  name,
  turns,
  fc.tuple(system, turns).map(([first, rest]) => [first, ...rest]),
)

/** Rankings of 2 to 6 completions, with ties, gaps, and the optional fields there or not. */
export const aRankingRecord: fc.Arbitrary<RankingRecord> = fc
  .record(
    {
      id: name,
      prompt,
      completions: fc.array(fc.record({ text, model: name }, { requiredKeys: ['text'] }), {
        minLength: 2,
        maxLength: 6,
      }),
      group: name,
      annotator: name,
    },
    { requiredKeys: ['prompt', 'completions'] },
  )
  .chain((record) =>
    fc
      .array(fc.integer({ min: 1, max: 5 }), {
        minLength: record.completions.length,
        maxLength: record.completions.length,
      })
      .map((drawn) => ({ ...record, ranks: drawn.map((rank) => rank - Math.min(...drawn) + 1) })),
  ) as fc.Arbitrary<RankingRecord>
