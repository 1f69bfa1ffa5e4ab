import type { RankingRecord } from '@plackett/contracts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { trlPreferencesOf } from './formats/trl-rows.ts'
import { readRankings } from './read-rankings.ts'
import { aRankingRecord } from './testing/arbitraries.ts'
import { collect } from './testing/collect.ts'
import { writeTrlPreferences } from './write-rankings.ts'

const pairsOf = (record: RankingRecord) =>
  trlPreferencesOf(record).map(({ chosen, rejected }) => `${chosen[0]!.content}>${rejected[0]!.content}`)

const aRanking = (texts: string, ranks: number[]): RankingRecord => ({
  prompt: 'p',
  completions: [...texts].map((text) => ({ text })),
  ranks,
})

describe('trlPreferencesOf', () => {
  test('K completions in strict order give K(K-1)/2 rows', () => {
    expect(pairsOf(aRanking('abcd', [1, 2, 3, 4]))).toEqual(['a>b', 'a>c', 'a>d', 'b>c', 'b>d', 'c>d'])
  })

  test('a tie gives no row', () => {
    expect(pairsOf(aRanking('abc', [1, 2, 2]))).toEqual(['a>b', 'a>c'])
    expect(pairsOf(aRanking('abc', [1, 1, 1]))).toEqual([])
  })

  test('equal texts are not compared, and a pair of texts stands once', () => {
    expect(pairsOf(aRanking('aab', [1, 2, 3]))).toEqual(['a>b'])
  })

  test('every row has every column as the same kind, whatever is known', () => {
    const [bare] = trlPreferencesOf(aRanking('ab', [1, 2]))
    expect(bare).toEqual({
      prompt: [{ role: 'user', content: 'p' }],
      chosen: [{ role: 'assistant', content: 'a' }],
      rejected: [{ role: 'assistant', content: 'b' }],
      id: '',
      group: '',
      annotator: '',
      chosen_model: '',
      rejected_model: '',
    })
  })

  test('our reader reads every row back as the comparison that it was', async () => {
    await fc.assert(
      fc.asyncProperty(aRankingRecord, async (record) => {
        const rows = trlPreferencesOf(record)
        fc.pre(rows.length > 0)
        const text = (await collect(writeTrlPreferences([record]))).join('')
        const back = await collect(readRankings([Buffer.from(text)]))
        expect(back.map((parsed) => 'record' in parsed && parsed.record.completions.map(({ text }) => text))).toEqual(
          rows.map(({ chosen, rejected }) => [chosen[0]!.content, rejected[0]!.content]),
        )
      }),
      { numRuns: 100 },
    )
  })
})
