import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { GameTable } from '../src/worths/game.ts'

const folder = fileURLToPath(new URL('../../../../shared/data/ukp-convarg1/', import.meta.url))

/** The votes of ukp-convarg1 by topic, arguments in alphabetic order; null where the data are not at hand. */
export function readUkpGames(): Map<string, GameTable & { names: string[] }> | null {
  if (!existsSync(folder)) return null
  const pairs = lines(readFileSync(`${folder}pairs.jsonl`, 'utf8')).map((line) => JSON.parse(line))
  const votes = new Map<string, { wins: number; losses: number; ties: number }>(
    pairs.map(({ id }) => [id, { wins: 0, losses: 0, ties: 0 }]),
  )
  const outcome = { a1: 'wins', a2: 'losses', equal: 'ties' } as const
  for (const line of lines(gunzipSync(readFileSync(`${folder}votes.tsv.gz`)).toString()).slice(1)) {
    const [pair, , value] = line.split('\t')
    votes.get(pair!)![outcome[value as 'a1']]++
  }
  return new Map(
    [...new Set(pairs.map(({ topic }) => topic as string))].map((topic) => {
      const own = pairs.filter((pair) => pair.topic === topic)
      const names = [...new Set(own.flatMap(({ a1, a2 }) => [a1, a2]))].sort()
      const games = own.map(({ id, a1, a2 }) => ({
        first: names.indexOf(a1),
        second: names.indexOf(a2),
        ...votes.get(id)!,
      }))
      return [topic, { items: names.length, names, games }]
    }),
  )
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}
