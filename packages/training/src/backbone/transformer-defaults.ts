import type { RewardTrainingConfig } from '@plackett/contracts'
import type { Backbone } from './backbone.ts'

/** What is trained: every weight of a known model, adapters, the head over features, or a model that knows nothing yet. */
export type TransformerMode = 'full' | 'lora' | 'frozen' | 'scratch'

interface ModeDefaults {
  /** For a hidden size of 384; wider networks take smaller steps. */
  readonly learningRate: number
  readonly isWidthAware: boolean
  readonly batchSize: number
  readonly epochs: number
  readonly patience: number
}

const byMode: Readonly<Record<TransformerMode, ModeDefaults>> = {
  full: { learningRate: 5e-5, isWidthAware: true, batchSize: 32, epochs: 3, patience: 2 },
  lora: { learningRate: 5e-4, isWidthAware: true, batchSize: 32, epochs: 4, patience: 2 },
  frozen: { learningRate: 1e-3, isWidthAware: false, batchSize: 64, epochs: 30, patience: 5 },
  scratch: { learningRate: 5e-4, isWidthAware: false, batchSize: 32, epochs: 8, patience: 2 },
}

interface Size {
  readonly mode: TransformerMode
  readonly hiddenSize: number
  /** Weights of the whole network. */
  readonly weights: number
  readonly maxTokens: number
}

/** What a run with nothing but data and a backbone does. */
export function transformerDefaults(config: RewardTrainingConfig, size: Size): Pick<Backbone, 'tuning' | 'batching'> {
  const usual = byMode[size.mode]
  const scale = usual.isWidthAware ? Math.min(2, 384 / size.hiddenSize) : 1
  const learningRate = config.learningRate ?? usual.learningRate * scale
  const epochs = config.epochs ?? usual.epochs
  return {
    tuning: {
      choices: config.learningRate === undefined ? [learningRate, learningRate / 3, learningRate * 3] : [learningRate],
      usual: { choice: learningRate, epochs },
      mostEpochs: epochs,
      patience: usual.patience,
      isTried: false,
    },
    batching: {
      batchSize: config.batchSize ?? usual.batchSize,
      isGathered: true,
      mostTokens: size.mode === 'frozen' ? null : tokensWithin(size),
    },
  }
}

/** Bytes that the hidden states of one part of a step may take. Larger parts are no faster on a CPU. */
const activationBytes = 2 ** 30

/**
 * A token leaves about 2 L h (34 + 5 T / d) bytes for the backward pass in float32 (after Korthikanti et al. 2022, eq. 2), of L layers
 * of h numbers, texts of T tokens and heads of d; L is told from the number of weights, 12 h² a layer.
 */
function tokensWithin({ hiddenSize, weights, maxTokens }: Size): number {
  const layers = Math.max(1, weights / (12 * hiddenSize ** 2))
  const bytes = 2 * layers * hiddenSize * (34 + (5 * maxTokens) / 32)
  return Math.max(maxTokens, Math.floor(activationBytes / bytes))
}
