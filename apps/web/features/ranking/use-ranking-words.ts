import { useTranslations } from 'next-intl'
import { type RankingState, ranksOf, unplaced } from './ranking-reducer.ts'

/** Ranks and moves in words: for screen readers, labels and what Submit still misses. */
export function useRankingWords() {
  const t = useTranslations('rank')

  /** `2, then 1 tied with 4, then 3`. */
  const order = ({ tiers }: RankingState) =>
    tiers.map((tier) => tier.map((completion) => completion + 1).join(t('words.tiedWith'))).join(t('words.then'))

  const placeOf = (state: RankingState, completion: number) => {
    const rank = ranksOf(state.tiers).get(completion)
    if (rank === undefined) return t('words.unplaced')
    const tied = state.tiers.find((tier) => tier.includes(completion))!.filter((other) => other !== completion)
    if (tied.length === 0) return t('words.rank', { rank })
    return t('words.rankTied', { rank, others: tied.map((other) => other + 1).join(', ') })
  }

  const missing = (state: RankingState) => {
    const left = unplaced(state).map((completion) => completion + 1)
    return left.length === 0 ? '' : t('words.missing', { completions: left.join(', ') })
  }

  /** What a screen reader says after a move. */
  const announcement = (before: RankingState, after: RankingState) => {
    if (after.tiers !== before.tiers) {
      return after.tiers.length === 0
        ? t('words.cleared')
        : `${t('words.order', { order: order(after) })} ${missing(after)}`
    }
    if (after.tieNext) return t('words.tieNext', { completion: after.tiers.at(-1)!.at(-1)! + 1 })
    if (after.selected !== null && after.selected !== before.selected) {
      return t('words.selected', { completion: after.selected + 1, place: placeOf(after, after.selected) })
    }
    return ''
  }

  return { order, placeOf, missing, announcement }
}
