import type { RewardTrainingConfig } from '@plackett/contracts'
import type { TrainOptions } from './train.ts'

/** The flags of `train` as the command line names them. */
export interface TrainFlags extends Omit<TrainOptions, 'config'> {
  backbone: RewardTrainingConfig['backbone']
  objective: RewardTrainingConfig['objective']
  seed: number
  epochs?: number
  lr?: number
  batch?: number
}

/** The flags by the names that the training knows. */
export function trainOptionsOf({ backbone, objective, seed, epochs, lr, batch, ...rest }: TrainFlags): TrainOptions {
  return { ...rest, config: { backbone, objective, seed, epochs, learningRate: lr, batchSize: batch } }
}
