import { comparisonsOf, fitTemperature } from '@plackett/preference'
import type { RankedRow } from './ranked-texts.ts'

/** What reward differences are to be divided by so that they are log odds on these rankings; 1 where that cannot be told. */
export async function temperatureOf(
  rankings: readonly RankedRow[],
  score: (rows: readonly number[]) => Promise<ArrayLike<number>>,
): Promise<number> {
  const rows = [...new Set(rankings.flatMap(({ texts }) => texts))]
  const rewards = await score(rows)
  const rewardOf = new Map(rows.map((row, at) => [row, rewards[at]!]))
  const differences = rankings.flatMap(({ texts, ranks }) =>
    comparisonsOf(ranks).strict.map(
      ({ better, worse }) => rewardOf.get(texts[better]!)! - rewardOf.get(texts[worse]!)!,
    ),
  )
  return (
    fitTemperature(
      differences,
      differences.map(() => 1),
    )?.temperature ?? 1
  )
}
