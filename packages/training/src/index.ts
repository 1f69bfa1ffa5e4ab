export { compareRewardModels, type RewardModelsCompared } from './compare-reward-models.ts'
export { evaluateRewardModel, type Scorer } from './evaluate-reward-model.ts'
export { exportRewardModel } from './export-reward-model.ts'
export type { PolicyReport } from './policy/run-policy-training.ts'
export { type TrainedPolicy, trainPolicy } from './policy/train-policy.ts'
export { listTexts, type RankedRow } from './run/ranked-texts.ts'
export { planSteps } from './run/step-plan.ts'
export { trainRewardModel } from './train-reward-model.ts'
export type {
  TrainedRewardModel,
  TrainingProgress,
  TrainingStage,
  TrainRewardModelInput,
} from './train-reward-model.types.ts'
