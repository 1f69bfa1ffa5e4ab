export {
  AgreementTally,
  type AnnotatorAgreement,
  type HumanAgreement,
  type TaskRanking,
} from './agreement/agreement-tally.ts'
export type { AlphaSample } from './agreement/alpha-sample.ts'
export { AnnotatorPairs, type TwoAnnotators } from './agreement/annotator-pairs.ts'
export { type BootstrapInterval, bootstrapAlpha } from './agreement/bootstrap-alpha.ts'
export { cohenKappa, type KappaWeights } from './agreement/cohen-kappa.ts'
export { fleissKappa } from './agreement/fleiss-kappa.ts'
export { type GwetWeights, gwetAc } from './agreement/gwet-ac.ts'
export { type AnnotatorRanking, humanAgreement } from './agreement/human-agreement.ts'
export { type JackknifeInterval, jackknifeAlpha } from './agreement/jackknife-alpha.ts'
export { kendallTauB } from './agreement/kendall-tau-b.ts'
export { kendallW } from './agreement/kendall-w.ts'
export { krippendorffAlpha, type MeasurementLevel } from './agreement/krippendorff-alpha.ts'
export { midRanks } from './agreement/mid-ranks.ts'
export { type PairAgreement, pairAgreement } from './agreement/pair-agreement.ts'
export { type PairLevel, pairAlpha, pairAlphaSample } from './agreement/pair-alpha.ts'
export { type PairVotes, pairVotes } from './agreement/pair-votes.ts'
export { rankAlpha, rankAlphaSample } from './agreement/rank-alpha.ts'
export { type RawAgreement, rawAgreement } from './agreement/raw-agreement.ts'
export { meanSpearman, spearman } from './agreement/spearman.ts'
export { type ConcordanceTest, testConcordance } from './agreement/test-concordance.ts'
export { type ChoiceShare, choiceShare } from './annotators/choice-share.ts'
export {
  type Answer,
  type AnswerTable,
  type ConfusionEstimate,
  type EmOptions,
  estimateConfusions,
  estimateSkills,
  type SkillEstimate,
} from './annotators/estimate-confusions.ts'
export {
  type CrowdEstimate,
  type CrowdInput,
  type CrowdVote,
  fitCrowdBradleyTerry,
} from './annotators/fit-crowd-bradley-terry.ts'
export {
  fitSidedBradleyTerry,
  type SidedChoice,
  type SidedEstimate,
  type SidedInput,
} from './annotators/fit-sided-bradley-terry.ts'
export { type GoldPosterior, type GoldRecord, goldPosterior } from './annotators/gold-posterior.ts'
export { type NoiseCeiling, noiseCeiling, noiseCeilingOfAgreement } from './annotators/noise-ceiling.ts'
export { orientAtRandom, type PairLabel } from './annotators/orient-at-random.ts'
export { reliabilityWeight } from './annotators/reliability-weight.ts'
export { type GoldScore, scoreGold } from './annotators/score-gold.ts'
export { SlotTally, type SlotTest, testSlots } from './annotators/test-slots.ts'
export { type PairHistory, type PairVote, type SpamTest, testSpam } from './annotators/test-spam.ts'
export { type AccuracyInterval, accuracyInterval } from './calibration/accuracy-interval.ts'
export { areaUnderCurve } from './calibration/area-under-curve.ts'
export { compareByGroup, type GroupComparison, type GroupDifference } from './calibration/compare-by-group.ts'
export { compareModels, type McNemar, type ModelDifference, testMcNemar } from './calibration/compare-models.ts'
export { fitTemperature, type Temperature } from './calibration/fit-temperature.ts'
export {
  type Calibration,
  type CalibrationOptions,
  measureCalibration,
  type ReliabilityBin,
} from './calibration/measure-calibration.ts'
export type { Predictions } from './calibration/predictions.ts'
export { type ResampledAccuracy, type RightByPrompt, resampleAccuracy } from './calibration/resample-accuracy.ts'
export { type PredictionScores, scorePredictions } from './calibration/score-predictions.ts'
export type { RankingColumns } from './columns/ranking-columns.ts'
export { readItemRankings, readTasks } from './columns/read-columns.ts'
export { bestOfK } from './comparisons/best-of-k.ts'
export { collectGames, collectShownGames, type ItemRanking } from './comparisons/collect-games.ts'
export { type Battle, collectOutcomes, type OutcomeCount } from './comparisons/collect-outcomes.ts'
export { type Comparisons, comparisonsOf, type Ranks, type StrictPair } from './comparisons/comparisons-of.ts'
export { countHalfWins } from './comparisons/count-half-wins.ts'
export { ranksToTiers } from './comparisons/ranks-to-tiers.ts'
export { tiersToRanks } from './comparisons/tiers-to-ranks.ts'
export {
  type ComparisonWeights,
  type Judgement,
  type WeightedComparison,
  weighComparisons,
} from './comparisons/weigh-comparisons.ts'
export { binomialTail, type Interval, testHalf } from './numerics/binomial.ts'
export { ClusteredShare, type Share } from './numerics/clustered-share.ts'
export { normalQuantile } from './numerics/normal.ts'
export { pcg32, type Random } from './numerics/pcg32.ts'
export { arenaProbabilities, type SampledPair } from './selection/arena-sampling.ts'
export type { Belief } from './selection/beliefs.ts'
export { binaryEntropy, evenness } from './selection/binary-entropy.ts'
export { bestSet, largestSums, type PairGain, summedGains } from './selection/choose-completions.ts'
export { ensembleDisagreement, type PairDisagreement } from './selection/ensemble-disagreement.ts'
export { estimateFromSample, type SampledOutcome, type SampleEstimate } from './selection/estimate-from-sample.ts'
export { expectedGain, mutualInformation, winProbability } from './selection/expected-gain.ts'
export { type LearnInput, learnBeliefs } from './selection/learn-beliefs.ts'
export { mixWithRandom } from './selection/mix-with-random.ts'
export { type ItemPair, selectPairs } from './selection/select-pairs.ts'
export { type BootstrapRatings, bootstrapRatings } from './worths/bootstrap-ratings.ts'
export type { Fit, NoMaximum, WorthErrors } from './worths/fit.ts'
export { type BradleyTerryEstimate, type BradleyTerryInput, fitBradleyTerry } from './worths/fit-bradley-terry.ts'
export { type CompositeInput, fitComposite } from './worths/fit-composite.ts'
export { type DavidsonEstimate, fitDavidson } from './worths/fit-davidson.ts'
export { type DavidsonLuceEstimate, fitDavidsonLuce, type TieOrder } from './worths/fit-davidson-luce.ts'
export { fitPlackettLuce, fitPlackettLuceWithGhost, type PlackettLuceEstimate } from './worths/fit-plackett-luce.ts'
export { fitPositionEffect, type PositionEffect } from './worths/fit-position-effect.ts'
export { fitRaoKupper, type RaoKupperEstimate } from './worths/fit-rao-kupper.ts'
export {
  fitStyleControlled,
  fitStylePenalised,
  type JointErrors,
  type StyleControlled,
  type StyledBattle,
  type StyledInput,
} from './worths/fit-style-controlled.ts'
export { fitBradleyTerryWithGhost, type RegularisedWorths } from './worths/fit-with-ghost.ts'
export type { Game, GameTable } from './worths/game.ts'
export { lsrStep } from './worths/lsr-step.ts'
export type { RankingTable, Tiers } from './worths/luce-likelihood.ts'
export { type MmStep, mmStep } from './worths/mm-step.ts'
export { rankByInterval } from './worths/rank-by-interval.ts'
export {
  type Anchor,
  type Leaderboard,
  type LeaderboardInput,
  type LeaderboardRow,
  rateItems,
} from './worths/rate-items.ts'
export { pointsPerNat, ratingOf } from './worths/rating-scale.ts'
export { scaled, standardised, styleDifference } from './worths/style-features.ts'
export { type Flip, votesToFlip } from './worths/votes-to-flip.ts'
export { expectedWinMatrix, type WinMatrix, winMatrix } from './worths/win-matrix.ts'
