import type { AnnotatorHint } from '@plackett/contracts'
import { binomialTail } from '@plackett/preference'
import type { AnnotatorFigures } from './annotator-tally.ts'

/** So improbable of honest work that of a thousand annotators one would be named by mistake. */
const improbable = 0.001
const tooFastShare = 0.3
const longerShare = 0.85

/** What in the figures honest work rarely shows. */
export function hintsOf(figures: AnnotatorFigures, { isUnlikeOthers }: { isUnlikeOthers: boolean }): AnnotatorHint[] {
  const { rankings, tooFast, asShown, reversed, expectedAsShown, longer, earlier, agreement, overTime } = figures
  const chance = rankings === 0 ? 0 : expectedAsShown / rankings
  const isUnlikely = (count: number) => count > 2 && binomialTail(count, rankings, chance) < improbable
  const [first, last] = [overTime[0]?.agreement, overTime.at(-1)?.agreement]
  const is: Record<AnnotatorHint, boolean> = {
    too_fast: rankings >= 5 && tooFast / rankings > tooFastShare,
    as_shown: isUnlikely(asShown) || isUnlikely(reversed),
    always_longer: longer !== null && longer.preferred.low > longerShare,
    prefers_place:
      earlier !== null && earlier.p < improbable && (earlier.preferred.low > 0.5 || earlier.preferred.high < 0.5),
    no_agreement: agreement !== null && agreement.n >= 30 && agreement.low < 0.5 && agreement.value < 0.6,
    drift: first !== undefined && last !== undefined && last.high < first.low,
    unlike_others: isUnlikeOthers,
  }
  return (Object.keys(is) as AnnotatorHint[]).filter((hint) => is[hint])
}
