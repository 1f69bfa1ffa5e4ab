import type { Evaluation, LearningPoint, RankingRecord } from '@plackett/contracts'
import { groupTalliesOf, lengthBaseline, modelBaseline } from './baselines.ts'
import { bootstrapShare } from './bootstrap-share.ts'
import { calibrationOf } from './calibration.ts'
import { ensembleReportOf } from './ensemble-report.ts'
import { noiseCeilingOf } from './human-ceiling.ts'
import { judgedPairs, type Rewards } from './judged-pairs.ts'
import { lengthEffectOf } from './length-effect.ts'
import { mistakesOf } from './mistakes.ts'
import { rewardHistogramOf } from './reward-histogram.ts'
import { sharesByGroup, slicesBy, slicesByLength, slicesBySourceModel } from './slices.ts'

/** What a report may look at beside the rewards. */
export interface BesideRewards {
  /** The standard deviation of each reward between the members of an ensemble. */
  readonly deviations?: Rewards | undefined
  /** The rewards of an n-gram model of the same training data. */
  readonly ngram?: Rewards | undefined
  /** What parts of the training data teach, and how many rankings the whole has, which becomes the last point. */
  readonly learningCurve?: readonly LearningPoint[] | undefined
  readonly trainRankings?: number | undefined
}

interface EvaluationInput extends BesideRewards {
  /** Each different text with a reward, once. */
  readonly scored: readonly { reward: number; length: number }[]
}

/** Where rewards are right and wrong, what simpler things achieve, and how far they can be taken at their word. */
export async function evaluationOf(
  records: readonly RankingRecord[],
  rewards: Rewards,
  { scored, deviations, ngram, learningCurve = [], trainRankings = 0 }: EvaluationInput,
): Promise<Evaluation> {
  const pairs = judgedPairs(records, rewards)
  const differences = pairs.flatMap(({ difference }) => (difference === null ? [] : [difference]))
  const whole = await bootstrapShare([...sharesByGroup(pairs, ({ right }) => right).values()])
  const baselines = [await lengthBaseline(pairs), ngram ? await modelBaseline(pairs, ngram) : null]
  return {
    byStrength: await slicesBy(pairs, ({ strength }) => strength),
    byLength: await slicesByLength(pairs),
    byAnnotator: await slicesBy(pairs, ({ record }) => record.annotator),
    bySourceModel: await slicesBySourceModel(pairs),
    baselines: baselines.filter((each) => each !== null),
    ceiling: noiseCeilingOf(records),
    calibration: calibrationOf(differences),
    length: lengthEffectOf(scored, pairs),
    histogram: rewardHistogramOf(records, rewards),
    learningCurve:
      learningCurve.length > 0 && whole ? [...learningCurve, { rankings: trainRankings, accuracy: whole }] : [],
    mistakes: mistakesOf(pairs, ({ at }, completion) => rewards[at]![completion]!),
    ensemble: deviations ? await ensembleReportOf(pairs, deviations) : null,
    tallies: groupTalliesOf(records, pairs),
  }
}
