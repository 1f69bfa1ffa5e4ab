import { availableParallelism } from 'node:os'
import { AppError, type RewardTrainingConfig } from '@plackett/contracts'
import {
  type Architecture,
  adamW,
  adamWDefaults,
  artefactFiles,
  buildScoreGraph,
  hashOf,
  type LoraSettings,
  loadParameters,
  loraDefaults,
  mergeLora,
  type ParameterSpec,
  type Pooling,
  type RewardBackbone,
  RewardTexts,
  readArchitecture,
  transformerHead,
  transformerReward,
} from '@plackett/models'
import type { Tensor } from '@plackett/onnx'
import type { TextRow } from '../run/ranked-texts.ts'
import type { Backbone, OpenedBackbone, ReadListener, ReadTexts } from './backbone.ts'
import { isFrozenBy } from './freeze.ts'
import { frozenFeatures } from './frozen-features.ts'
import type { ModelSource } from './model-source.ts'
import { tokenise, tokenTexts } from './read-tokens.ts'
import { type TransformerMode, transformerDefaults } from './transformer-defaults.ts'

/** A transformer under a reward head: its own sequence classifier's, as transformers has it, so that it can go back there. */
export async function openTransformer(
  source: ModelSource,
  config: RewardTrainingConfig,
  { texts, onRead }: { texts: readonly TextRow[]; onRead: ReadListener },
): Promise<OpenedBackbone> {
  const opened = await Transformer.open(source, config)
  return { backbone: opened, train: await opened.read(texts, onRead) }
}

class Transformer implements Backbone {
  readonly identity: string
  readonly tuning: Backbone['tuning']
  readonly batching: Backbone['batching']
  readonly threads = availableParallelism()
  readonly start: ReadonlyMap<string, Tensor>
  readonly artefact: Backbone['artefact']
  readonly #config: RewardTrainingConfig
  readonly #architecture: Architecture
  readonly #pooling: Pooling
  readonly #lora: LoraSettings | null
  readonly #texts: RewardTexts
  readonly #source: ModelSource
  readonly #mode: TransformerMode

  static async open(source: ModelSource, config: RewardTrainingConfig): Promise<Transformer> {
    return new Transformer(source, config, await RewardTexts.open(source.text, source.tokenizer, source.place))
  }

  private constructor(source: ModelSource, config: RewardTrainingConfig, texts: RewardTexts) {
    this.#config = config
    this.#source = source
    this.#texts = texts
    this.#architecture = readArchitecture(source.architecture, source.place)
    this.#pooling = poolingOf(this.#architecture, config.pooling)
    this.#lora = config.lora === undefined ? null : { ...loraDefaults, rank: config.lora, alpha: 2 * config.lora }
    this.#mode = modeOf(source, config)
    this.start = startOf(source, this.#architecture, { specs: this.#whole.parameters, seed: config.seed })
    const { tuning, batching } = transformerDefaults(config, {
      mode: this.#mode,
      hiddenSize: this.#architecture.hiddenSize,
      weights: [...this.start.values()].reduce((sum, { data }) => sum + data.length, 0),
      maxTokens: source.text.maxTokens,
    })
    this.tuning = tuning
    this.batching = batching
    this.artefact = {
      name: source.name,
      files: { [artefactFiles.tokenizer]: source.tokenizer },
      network: { pooling: this.#pooling, architecture: source.architecture, text: source.text },
    }
    this.identity = identityOf(source, this.start)
  }

  recipe(learningRate: number): ReturnType<Backbone['recipe']> {
    const { schedule = 'linear', warmup = 0.1, weightDecay = adamWDefaults.weightDecay } = this.#config
    return {
      network: this.#trained,
      optimizer: adamW({ ...adamWDefaults, weightDecay }),
      learningRate,
      schedule,
      warmup,
    }
  }

  async read(texts: readonly TextRow[], onRead: ReadListener): Promise<ReadTexts> {
    const isFrozen = this.#mode === 'frozen'
    const tokens = await tokenise(this.#texts, texts, (share) => onRead(isFrozen ? 0.2 * share : share))
    const read = tokenTexts(tokens, this.#source.text)
    if (!isFrozen) return read
    const settings = {
      architecture: this.#architecture,
      pooling: this.#pooling,
      weights: this.start,
      text: this.#source.text,
      threads: this.threads,
    }
    return frozenFeatures(read, settings, (share) => onRead(0.2 + 0.8 * share))
  }

  scoreGraph(trained: ReadonlyMap<string, Tensor>, offset: number): Uint8Array {
    const all = new Map([...this.start, ...trained])
    const parameters = this.#lora ? mergeLora(all, this.#lora, this.#architecture.hasTurnedWeights) : all
    return buildScoreGraph({ backbone: this.#whole, parameters, offset })
  }

  /** The network as it scores. */
  get #whole(): RewardBackbone {
    return transformerReward(this.#architecture, { pooling: this.#pooling })
  }

  /** The network as it is trained. */
  get #trained(): RewardBackbone {
    if (this.#mode === 'frozen') return transformerHead(this.#architecture)
    const isFrozen = isFrozenBy(this.#config.freeze)
    return transformerReward(this.#architecture, { pooling: this.#pooling, lora: this.#lora, isFrozen })
  }
}

function modeOf({ tensors }: ModelSource, { freeze, lora }: RewardTrainingConfig): TransformerMode {
  if (freeze === 'backbone' && lora !== undefined)
    throw new AppError('INVALID_INPUT', {
      problem: 'lora trains adapters in the backbone, and freeze keeps it as it is',
    })
  if (freeze === 'backbone') return 'frozen'
  if (lora !== undefined) return 'lora'
  return tensors === null ? 'scratch' : 'full'
}

function poolingOf({ kind, pooling, modelType }: Architecture, wanted: Pooling = pooling): Pooling {
  if (kind === 'encoder' ? wanted !== 'last' : wanted === pooling) return wanted
  const problem = `${modelType} cannot be pooled by "${wanted}"`
  throw new AppError('INVALID_INPUT', { problem })
}

/** All weights of the whole network, those that start anew too. */
function startOf(
  { tensors, place }: ModelSource,
  architecture: Architecture,
  { specs, seed }: { specs: readonly ParameterSpec[]; seed: number },
): ReadonlyMap<string, Tensor> {
  const everything = { ...architecture, heads: [/^/] }
  if (tensors === null)
    return loadParameters({ tensors: new Map(), place, architecture: everything, specs, seed }).parameters
  return loadParameters({ tensors, place, architecture, specs, seed }).parameters
}

function identityOf({ architecture, tokenizer, text }: ModelSource, start: ReadonlyMap<string, Tensor>): string {
  const weights = [...start].map(([name, { data }]) => {
    return `${name}\t${hashOf(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))}`
  })
  return hashOf([JSON.stringify({ architecture, text }), hashOf(tokenizer), ...weights].join('\n'))
}
