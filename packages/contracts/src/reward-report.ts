import { z } from 'zod'

/** An estimate with its 95 % interval and the number of strict pairs behind it. */
export const estimate = z.object({ value: z.number(), low: z.number(), high: z.number(), n: z.number().int() })
export type Estimate = z.infer<typeof estimate>

/**
 * How much more often the first is right than the second on the same strict pairs. Groups are drawn together, and the
 * probability `p` of so large a difference between equals is found by exchanging the two within whole groups.
 */
export const pairedDifference = z.object({
  difference: z.number(),
  low: z.number(),
  high: z.number(),
  p: z.number(),
  groups: z.number().int(),
  pairs: z.number().int(),
})
export type PairedDifference = z.infer<typeof pairedDifference>

/** Accuracy on the pairs of one kind; the labels are for programs. */
const slice = z.object({ label: z.string(), accuracy: estimate })

export const baselineNames = ['length', 'ngram'] as const

/** Something simple that is asked about the same pairs: the longer one, or an n-gram model of the same training data. */
export const baseline = z.object({
  name: z.enum(baselineNames),
  accuracy: estimate,
  /** Of the model from this baseline. */
  difference: pairedDifference,
})
export type Baseline = z.infer<typeof baseline>

/** What people's own agreement says about how good any model can be; each null where too few judged the same pair. */
export const noiseCeiling = z.object({
  /** How often two people agree. */
  pairAgreement: z.number().nullable(),
  /** How often one person agrees with the majority of the others. */
  leaveOneOut: z.number().nullable(),
  /** What a model that knows the better one would score on single votes that are wrong as often as this agreement implies. */
  perfectModel: z.number().nullable(),
})

export const reliabilityBin = z.object({ count: z.number().int(), predicted: z.number(), observed: z.number() })

/** How far σ(difference of rewards) is the probability that people prefer the one with more reward. */
export const calibration = z.object({
  /** Σ n/N |observed − predicted| over bins of equal width between ½ and 1, and the bins that hold pairs. */
  expectedError: z.number().nullable(),
  bins: z.array(reliabilityBin),
  /** What rewards are best divided by, fitted on these very pairs; null where no number is best. */
  temperature: z.number().nullable(),
  expectedErrorAfter: z.number().nullable(),
  logLossBefore: z.number().nullable(),
  logLossAfter: z.number().nullable(),
})

export const lengthEffect = z.object({
  /** Spearman's correlation of reward and length over different texts. */
  spearman: z.number().nullable(),
  /** Pearson's correlation of differences in reward and in log length over the pairs of each ranking. */
  withinRankings: z.number().nullable(),
})

/** How often rewards fall between two neighbouring edges: of texts that nothing of their ranking beats, and of the others. */
export const rewardHistogram = z.object({
  edges: z.array(z.number()),
  best: z.array(z.number().int()),
  others: z.array(z.number().int()),
})

/** Accuracy after learning from a part of the training rankings; whole groups, each part within the next. */
export const learningPoint = z.object({ rankings: z.number().int(), accuracy: estimate })
export type LearningPoint = z.infer<typeof learningPoint>

/** A pair that the model has wrong, with long texts cut. */
export const mistake = z.object({
  prompt: z.string(),
  chosen: z.string(),
  rejected: z.string(),
  chosenReward: z.number(),
  rejectedReward: z.number(),
  /** Ranks between the two. */
  strength: z.number().int(),
  chosenModel: z.string().nullable(),
  rejectedModel: z.string().nullable(),
  annotator: z.string().nullable(),
})
export type Mistake = z.infer<typeof mistake>

/** Whether an ensemble knows where it errs: pairs by how much its members disagree, the surest first. */
export const ensembleReport = z.object({
  bins: z.array(z.object({ deviation: z.number(), accuracy: estimate })),
  /** How often a pair that is wrong is less sure than one that is right; ½ says nothing. Null without both. */
  errorArea: z.number().nullable(),
})

/** Right and all strict pairs of each group, for tests that pair two models; `data` is a hash of what was judged. */
export const groupTallies = z.object({ data: z.string(), right: z.array(z.number()), pairs: z.array(z.number().int()) })
export type GroupTallies = z.infer<typeof groupTallies>

/** The whole evaluation; absent from reports of older versions and from lists. */
export const evaluation = z.object({
  /** By how many ranks the two are apart. */
  byStrength: z.array(slice),
  /** By how long the preferred text is, as a multiple of the other. */
  byLength: z.array(slice),
  byAnnotator: z.array(slice),
  /** Of the pairs in which a source model takes part: how often it is preferred, by people and by the rewards. */
  bySourceModel: z.array(
    z.object({ model: z.string(), accuracy: estimate, preferred: z.number(), rewarded: z.number() }),
  ),
  baselines: z.array(baseline),
  ceiling: noiseCeiling,
  calibration,
  length: lengthEffect,
  histogram: rewardHistogram.nullable(),
  learningCurve: z.array(learningPoint),
  /** The worst first. */
  mistakes: z.array(mistake),
  ensemble: ensembleReport.nullable(),
  /** Null beyond 20,000 groups. */
  tallies: groupTallies.nullable(),
})
export type Evaluation = z.infer<typeof evaluation>

/** What a reward model is worth on one set of rankings, beside its baselines. Null where the data cannot say. */
export const rewardReport = z.object({
  accuracy: estimate.nullable(),
  /** Accuracy of "the longer completion is better" on the same pairs; a tie in length counts one half. */
  lengthBaseline: estimate.nullable(),
  /** How often two people agree on the strict pairs that both judged: what a model can hope for. */
  humanCeiling: estimate.nullable(),
  logLoss: z.number().nullable(),
  /** Pearson correlation of reward and log length. */
  lengthCorrelation: z.number().nullable(),
  rewardMean: z.number(),
  rewardDeviation: z.number(),
  pairs: z.number().int(),
  prompts: z.number().int(),
  rankings: z.number().int(),
  evaluation: evaluation.optional(),
})
export type RewardReport = z.infer<typeof rewardReport>
