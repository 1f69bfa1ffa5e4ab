import { availableParallelism } from 'node:os'
import type { PolicyTrainingConfig } from '@plackett/contracts'
import type { PolicyLine } from '@plackett/datasets'
import {
  adamW,
  adamWDefaults,
  buildLogProbabilityGraph,
  hashOf,
  lengthBatches,
  type PolicyText,
  policyBatch,
  policyNetwork,
  scheduleFactor,
} from '@plackett/models'
import { MetricLog } from '../run/metric-log.ts'
import type { Stop } from '../run/run-training.ts'
import { GraphSession, tensorsOf } from '../run/session.ts'
import { shuffled } from '../run/shuffled.ts'
import { batchesOf } from '../run/step-plan.ts'
import type { TrainingProgress, TrainingStage } from '../train-reward-model.types.ts'
import { policyExamples } from './policy-examples.ts'
import { openPolicyModel, type PolicyModel } from './policy-model.ts'
import {
  batchesOfStep,
  type EncodedExample,
  encodeExamples,
  objectiveOf,
  type Reference,
  requireExamples,
} from './policy-steps.ts'
import { PolicyTrainer } from './policy-trainer.ts'

export interface PolicyRunInput {
  readonly train: readonly PolicyLine[]
  /** What the report is about; may be empty. */
  readonly heldOut: readonly PolicyLine[]
  readonly config: PolicyTrainingConfig
  readonly signal?: Stop
}

export interface PolicyRunListener {
  onStage(stage: TrainingStage): void
  onProgress(progress: TrainingProgress): void
}

/** What held-out examples say of a policy. */
export interface PolicyJudgement {
  /** The objective's loss, the mean over steps of the batch size. */
  readonly loss: number
  /** dpo: share of pairs whose chosen gained more on the reference; else null. */
  readonly accuracy: number | null
}

export interface PolicyReport {
  readonly examples: number
  readonly heldOut: number
  /** Texts that were cut at their end, and examples of which nothing was left to learn. */
  readonly truncated: number
  readonly dropped: number
  /** Null where nothing is held out. */
  readonly before: PolicyJudgement | null
  readonly after: PolicyJudgement | null
  readonly steps: number
  readonly learningRate: number
}

export interface PolicyRunOutcome {
  readonly files: Record<string, Uint8Array>
  readonly modelHash: string
  readonly report: PolicyReport
}

/** For a hidden size that a CPU can train; TRL's own defaults are for models a hundred times as large. */
const usualRates: Readonly<Record<PolicyTrainingConfig['objective'], number>> = {
  sft: 2e-4,
  dpo: 5e-5,
  kto: 5e-5,
  orpo: 5e-5,
}

/** A whole run: texts to tokens, steps, report, and the files of the policy that came out. */
export async function runPolicyTraining(input: PolicyRunInput, listener: PolicyRunListener): Promise<PolicyRunOutcome> {
  const { config, signal } = input
  const model = await openPolicyModel(config)
  const onRead = (share: number) => {
    signal?.throwIfAborted()
    listener.onStage({ name: 'reading', share })
  }
  const train = await encodeExamples(model.texts, policyExamples(input.train, config.objective), onRead)
  requireExamples(train.encoded, config)
  const heldOut = await encodeExamples(model.texts, policyExamples(input.heldOut, config.objective), () => {})
  const run = await PolicyRun.start(model, config, () => signal?.throwIfAborted())
  const before = await run.judge(heldOut.encoded)
  await run.fit(train.encoded, listener)
  listener.onStage({ name: 'reporting', share: 0 })
  const after = await run.judge(heldOut.encoded)
  const files = model.filesOf(run.trainer.trained)
  const { steps } = run.trainer
  await run.release()
  const counts = { examples: train.encoded.length, heldOut: heldOut.encoded.length }
  const lost = { truncated: train.truncated + heldOut.truncated, dropped: train.dropped + heldOut.dropped }
  const report = { ...counts, ...lost, before, after, steps, learningRate: run.learningRate }
  const hashes = Object.keys(files)
    .sort()
    .map((name) => `${name}\t${hashOf(files[name]!)}`)
  return { files, modelHash: hashOf(hashes.join('\n')), report }
}

class PolicyRun {
  readonly trainer: PolicyTrainer
  readonly learningRate: number
  readonly #model: PolicyModel
  readonly #config: PolicyTrainingConfig
  readonly #beforeEach: () => void
  readonly #reference: GraphSession

  static async start(model: PolicyModel, config: PolicyTrainingConfig, beforeEach: () => void): Promise<PolicyRun> {
    const threads = availableParallelism()
    const trainer = await PolicyTrainer.start({
      network: policyNetwork(model.trained, objectiveOf[config.objective](config)),
      optimizer: adamW({ ...adamWDefaults, weightDecay: config.weightDecay }),
      start: model.start,
      seed: config.seed,
      threads,
    })
    const graph = buildLogProbabilityGraph({ policy: model.plain, parameters: model.start })
    return new PolicyRun({ model, config, beforeEach, trainer, reference: await GraphSession.open(graph, threads) })
  }

  private constructor(parts: {
    model: PolicyModel
    config: PolicyTrainingConfig
    beforeEach: () => void
    trainer: PolicyTrainer
    reference: GraphSession
  }) {
    this.trainer = parts.trainer
    this.#model = parts.model
    this.#config = parts.config
    this.#beforeEach = parts.beforeEach
    this.#reference = parts.reference
    this.learningRate = parts.config.learningRate ?? usualRates[parts.config.objective]
  }

  async fit(examples: readonly EncodedExample[], listener: PolicyRunListener): Promise<void> {
    const { seed, epochs, batchSize, schedule: kind, warmup } = this.#config
    const stepsPerEpoch = Math.ceil(examples.length / batchSize)
    const totalSteps = stepsPerEpoch * epochs
    const schedule = { kind, totalSteps, warmupSteps: Math.round(warmup * totalSteps) }
    const log = new MetricLog({ epochs, stepsPerEpoch, onProgress: listener.onProgress })
    for (let epoch = 0; epoch < epochs; epoch++) {
      for (const [at, step] of batchesOf(shuffled(examples, seed, `policy/${epoch}`), batchSize).entries()) {
        const rate = this.learningRate * scheduleFactor(schedule, this.trainer.steps)
        const loss = await this.trainer.step(await this.#batches(step), rate, this.#beforeEach)
        log.addStep(this.trainer.steps, epoch + (at + 1) / stepsPerEpoch, loss)
        listener.onStage({ name: 'training', share: this.trainer.steps / totalSteps })
      }
      log.addEpoch(this.trainer.steps, epoch + 1, { loss: null, accuracy: null })
    }
  }

  /** Null without examples. */
  async judge(examples: readonly EncodedExample[]): Promise<PolicyJudgement | null> {
    const losses: number[] = []
    const ahead: boolean[] = []
    for (const step of batchesOf(examples, this.#config.batchSize)) {
      let sum = 0
      for (const batch of await this.#batches(step)) {
        this.#beforeEach()
        const { loss, rewards } = await this.trainer.judge(batch)
        sum += loss!.data[0] as number
        if (this.#config.objective === 'dpo') ahead.push(...aheadOf(rewards!.data as Float32Array))
      }
      losses.push(sum)
    }
    if (losses.length === 0) return null
    const loss = losses.reduce((total, each) => total + each, 0) / losses.length
    return { loss, accuracy: ahead.length > 0 ? ahead.filter((isAhead) => isAhead).length / ahead.length : null }
  }

  async release(): Promise<void> {
    await this.trainer.release()
    await this.#reference.release()
  }

  #batches(examples: readonly EncodedExample[]) {
    const { texts, source } = this.#model
    const settings = { objective: this.#config.objective, padding: source.text, texts, reference: this.#probabilities }
    return batchesOfStep(examples, { ...settings, mostTokens: mostTokens(this.#model) })
  }

  #probabilities: Reference = async (texts: readonly PolicyText[]) => {
    const { text } = this.#model.source
    const found = new Array<number>(texts.length)
    const lengths = texts.map(({ ids }) => ids.length)
    for (const at of lengthBatches(lengths, text.maxTokens)) {
      this.#beforeEach()
      const batch = policyBatch(
        at.map((index) => texts[index]!),
        text,
      )
      const { completions } = await this.#reference.run(tensorsOf(batch))
      for (const [row, index] of at.entries()) found[index] = completions!.data[row] as number
    }
    return found
  }
}

/** Whether the chosen of each pair gained more than the rejected beside it. */
function aheadOf(rewards: Float32Array): boolean[] {
  return Array.from({ length: rewards.length / 2 }, (_, pair) => rewards[2 * pair]! > rewards[2 * pair + 1]!)
}

/** Bytes that the scores of all tokens of a part, and their gradients, may take. */
const logitBytes = 2 ** 29

function mostTokens({ source }: PolicyModel): number {
  const vocabulary = Number(source.architecture.vocab_size)
  return Math.max(source.text.maxTokens, Math.floor(logitBytes / (12 * vocabulary)))
}
