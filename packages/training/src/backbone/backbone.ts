import type { Optimizer, RewardBackbone, Schedule, ScoringBatch, TextSettings } from '@plackett/models'
import type { Tensor } from '@plackett/onnx'
import type { Tuning } from '../run/plan.ts'
import type { TextRow } from '../run/ranked-texts.ts'

export type Tensors = Record<string, Tensor>

/** The texts of a run as a backbone takes them; rows are places in the list that was read. */
export interface ReadTexts {
  /** Tokens of each text; 0 where the backbone does not care how long texts are. */
  readonly lengths: readonly number[]
  readonly isTruncated: readonly boolean[]
  /** What the trained network takes for some rows. */
  inputsOf(rows: readonly number[]): Tensors
  /** Batches in which some rows are best scored, by the trained network or by the whole one of the artefact. */
  scoringBatches(rows: readonly number[], network: 'trained' | 'whole'): ScoringBatch[]
}

/** Everything about a fit that the config leaves to the backbone. */
export interface Recipe {
  /** The network as it is trained. */
  network: RewardBackbone
  optimizer: Optimizer
  learningRate: number
  schedule: Schedule['kind']
  /** Share of the steps in which the learning rate rises. */
  warmup: number
}

export interface Batching {
  /** Rankings of a step. */
  readonly batchSize: number
  /** Whether rankings that share texts come into one step, and texts of about one length; else the order is random. */
  readonly isGathered: boolean
  /** Tokens of a batch, padding included; a step with more is run in parts. Null for no limit. */
  readonly mostTokens: number | null
}

/** A network that is ready to be trained on the texts of a run. */
export interface Backbone {
  /** Stands for what training starts from: beside data and config it decides the numbers of a run. */
  readonly identity: string
  readonly tuning: Tuning
  readonly batching: Batching
  /** Threads of a session. */
  readonly threads: number
  /** What is known of weights before training, by name; the rest starts from the seed. */
  readonly start: ReadonlyMap<string, Tensor>
  /** How to train with one of the settings that `tuning` lists. */
  recipe(choice: number): Recipe
  read(texts: readonly TextRow[], listener: ReadListener): Promise<ReadTexts>
  /** The file that scores, from what was trained. */
  scoreGraph(trained: ReadonlyMap<string, Tensor>, offset: number): Uint8Array
  readonly artefact: BackboneArtefact
}

/** What goes into an artefact beside the graph. */
export interface BackboneArtefact {
  readonly name: string
  readonly files: Readonly<Record<string, Uint8Array>>
  /** What config.json says beside what all runs have; null for the n-gram model, which has nothing else. */
  readonly network: {
    readonly pooling: 'first' | 'mean' | 'last'
    readonly architecture: Record<string, unknown>
    readonly text: TextSettings
  } | null
}

/** Called as reading goes on, from 0 to 1; throws where the run is to end. */
export type ReadListener = (share: number) => void

/** A backbone, and the training texts as it reads them. */
export interface OpenedBackbone {
  backbone: Backbone
  train: ReadTexts
}
