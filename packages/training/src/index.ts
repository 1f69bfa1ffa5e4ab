export type { TrainedRewardModel, TrainingProgress, TrainRewardModelInput } from './train-reward-model.types.ts'
