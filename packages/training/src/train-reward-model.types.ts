import type { RankingRecord, RewardReport, RewardTrainingConfig, TrainingMetric } from '@plackett/contracts'

/** A point of the curves, with how far the run is. `etaSeconds` is null until it can be told. */
export interface TrainingProgress extends TrainingMetric {
  totalSteps: number
  etaSeconds: number | null
}

/** What a run is at: reading texts, choosing how long to train, training (the only stage with curves), reporting. */
export interface TrainingStage {
  name: 'reading' | 'choosing' | 'training' | 'reporting'
  /** How far the stage is, 0..1. */
  share: number
}

export interface TrainRewardModelInput {
  /** What to learn from. Rows of one `group` (or, without it, of one prompt) belong together. */
  train: readonly RankingRecord[]
  /** What the report is about; never learnt from. May be empty: the report then says nothing of accuracy. */
  heldOut: readonly RankingRecord[]
  config: RewardTrainingConfig
  /** The artefact appears here, whole or not at all; an artefact that is there already is replaced. */
  outDir: string
  /** Where a run leaves what it needs to go on after a kill. Without it a killed run starts anew. */
  checkpointDir?: string
  /** Steps between checkpoints; by default about one every few seconds. */
  checkpointEvery?: number
  /** Ends the run with the signal's reason; what was checkpointed stays. */
  signal?: AbortSignal
  onProgress?: (progress: TrainingProgress) => void
  onStage?: (stage: TrainingStage) => void
}

/** How texts came to the network; nothing is cut or padded silently. */
export interface TextReport {
  /** Different prompts with completions, held-out ones included, and how many of them were longer than `maxTokens`. */
  texts: number
  truncated: number
  /** On which side they were cut. */
  side: 'left' | 'right'
  maxTokens: number
  /** Share of padding among the tokens that were trained on. */
  paddingShare: number
}

export interface TrainedRewardModel {
  /** On the held-out rankings. */
  report: RewardReport
  /** SHA-256 of the files that make the model; equal data, seed and config give an equal hash. */
  modelHash: string
  seconds: number
  steps: number
  /** Epochs behind the weights, which may be fewer than were run: the best are kept. */
  epochs: number
  learningRate: number
  /** Null for n-grams, which have no tokens. */
  texts: TextReport | null
  /** The most memory that the whole process held, in bytes. */
  peakMemory: number
}
