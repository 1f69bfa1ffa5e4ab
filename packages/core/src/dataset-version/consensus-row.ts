import type { VersionRow } from '@plackett/datasets'
import { collectGames, fitBradleyTerryWithGhost } from '@plackett/preference'

/** Worths nearer than this are equal: the fit stops at 1e-9, and votes that cancel out leave no more. */
const equalWithin = 1e-6

/**
 * One order over all rankings of a task: that of the Bradley–Terry worths of its completions, each ranking's comparisons
 * counting as its weight says and a tie as half a win for both. A game won and lost against a ghost (see ghostLikelihood)
 * keeps the worths finite, also where all agree. Completions that nobody told apart tie.
 */
export function consensusRow(rows: readonly VersionRow[]): VersionRow {
  const [first] = rows as [VersionRow]
  if (rows.length === 1) return { ...first, annotator: 'consensus', sources: [first.rankingId] }
  const completions = [...new Map(rows.flatMap((row) => row.completions).map((item) => [item.id, item])).values()]
  const placeOf = new Map(completions.map(({ id }, place) => [id, place]))
  const games = collectGames(
    rows.map(({ completions, ranks, weight }) => ({
      ranks,
      weight,
      items: completions.map(({ id }) => placeOf.get(id)!),
    })),
  )
  const { logWorths } = fitBradleyTerryWithGhost({ items: completions.length, games })
  return {
    ...first,
    completions,
    ranks: ranksOfWorths(logWorths),
    rankingId: first.taskId,
    annotator: 'consensus',
    weight: rows.reduce((sum, { weight }) => sum + weight, 0) / rows.length,
    shownOrder: [],
    submittedAt: null,
    activeMs: rows.reduce((sum, { activeMs }) => sum + activeMs, 0),
    revision: 1,
    guidelinesVersion: null,
    strength: null,
    allBad: rows.every(({ allBad }) => allBad),
    comment: null,
    labels: '[]',
    sources: rows.map(({ rankingId }) => rankingId),
  }
}

function ranksOfWorths(worths: readonly number[]): number[] {
  return worths.map((worth) => 1 + worths.filter((other) => other > worth + equalWithin).length)
}
