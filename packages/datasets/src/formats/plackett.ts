import type { RankingRecord } from '@plackett/contracts'
import { eachRow, type Format } from './format.ts'
import { parseRanking } from './ranking.ts'

/** Our own lines: rankings of K completions with ties, without loss. */
export const plackett = {
  title: 'rankings as Plackett writes them',
  container: 'json',
  read: eachRow((row) => [parseRanking(row)]),
  write: ({ id, prompt, completions, ranks, group, annotator }: RankingRecord) => [
    { id, prompt, completions, ranks, group, annotator },
  ],
} satisfies Format
