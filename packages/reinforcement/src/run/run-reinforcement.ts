import type {
  Prompt,
  ReinforcementConfig,
  ReinforcementEvaluation,
  ReinforcementReport,
  ReinforcementRound,
} from '@plackett/contracts'
import { directoryOf, openPolicyFiles, type PolicyFiles } from '@plackett/generation'
import { RandomStream, scheduleFactor } from '@plackett/models'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { Advantages } from './advantages.ts'
import type { Judge } from './judge.ts'
import { Learner, type Weights } from './learner.ts'
import { deviationOf, distinctPairs, meanOf, repeatedShare } from './measures.ts'
import { RunFile } from './run-file.ts'
import { completionRows, perToken, type SampleBatch, sampleBatch } from './sample-batch.ts'
import { Scribe, type WrittenSample } from './scribe.ts'

export interface RunInput {
  readonly policy: string
  readonly prompts: readonly Prompt[]
  /** Prompts of the evaluations; never learnt from. */
  readonly evaluationPrompts: readonly Prompt[]
  readonly config: ReinforcementConfig
  /** Where the run keeps what it needs to go on after a kill; null keeps nothing. */
  readonly checkpointDirectory: string | null
}

export interface RunHooks {
  readonly judge: Judge
  readonly signal: Pick<AbortSignal, 'throwIfAborted'>
  onRound(round: ReinforcementRound): void
  onEvaluation(evaluation: ReinforcementEvaluation): void
}

export interface RunOutcome {
  readonly report: ReinforcementReport
  readonly weights: Weights
}

/** A whole run, in the thread that it has for itself: rounds of writing, judging and learning, and looks at how it goes. */
export async function runReinforcement(input: RunInput, hooks: RunHooks): Promise<RunOutcome> {
  const run = await Run.open(input, hooks)
  try {
    return await run.toEnd()
  } finally {
    await run.release()
  }
}

/** A penalty that grows beyond what length is free. */
function penaltyOf(config: ReinforcementConfig, { ids, hasEnded }: WrittenSample): number {
  const beyond = Math.max(0, ids.length - config.lengthFree)
  return beyond * config.lengthPenalty + (hasEnded ? 0 : config.unendedPenalty)
}

interface Tools {
  readonly files: PolicyFiles
  readonly learner: Learner
  readonly advantages: Advantages
  readonly reference: InferenceSession
  readonly scribe: Scribe
}

/** What a round's samples say of themselves. */
interface Looked {
  readonly batch: SampleBatch
  readonly old: Float32Array
  readonly reference: Float32Array
  /** Σ log p − log p_reference of each completion. */
  readonly kl: number[]
  readonly entropy: number
}

class Run {
  readonly #input: RunInput
  readonly #hooks: RunHooks
  readonly #tools: Tools
  readonly #file: RunFile | null
  #rounds: ReinforcementRound[] = []
  #evaluations: ReinforcementEvaluation[] = []
  #best: Weights
  #beta: number

  static async open(input: RunInput, hooks: RunHooks): Promise<Run> {
    const { config } = input
    const files = await openPolicyFiles(directoryOf(input.policy))
    const learner = await Learner.start(files.architecture, files.parameters, config)
    const reference = await sessionOf(learner.logProbabilityGraph())
    const scribe = new Scribe({ files, ...config })
    return new Run(input, hooks, { files, learner, reference, scribe, advantages: await Advantages.open(config) })
  }

  private constructor(input: RunInput, hooks: RunHooks, tools: Tools) {
    this.#input = input
    this.#hooks = hooks
    this.#tools = tools
    this.#file = input.checkpointDirectory === null ? null : new RunFile(input.checkpointDirectory, input)
    this.#best = tools.learner.weights()
    this.#beta = input.config.beta
  }

  async toEnd(): Promise<RunOutcome> {
    const { config } = this.#input
    await this.#resume()
    if (this.#evaluations.length === 0) await this.#evaluate(0)
    let stoppedBy = this.#stopReason()
    while (this.#rounds.length < config.rounds && stoppedBy === null) {
      this.#hooks.signal.throwIfAborted()
      const round = this.#rounds.length + 1
      await this.#round(round)
      stoppedBy = this.#stopReason()
      const isLast = round === config.rounds || stoppedBy !== null
      if (isLast || round % config.evaluateEvery === 0) await this.#evaluate(round)
      await this.#keep()
    }
    const best = bestOf(this.#evaluations, config.klLimit).round
    const report = { config, rounds: this.#rounds, evaluations: this.#evaluations, best, stoppedBy }
    await this.#file?.remove()
    return { report, weights: this.#best }
  }

  async release(): Promise<void> {
    const { learner, advantages, reference } = this.#tools
    await Promise.all([learner.release(), advantages.release(), reference.release()])
  }

  async #round(round: number): Promise<void> {
    const { config } = this.#input
    const { learner, scribe, advantages } = this.#tools
    const samples = await scribe.write(learner.decodeGraph(), this.#assignments(round))
    const { rewards } = await this.#hooks.judge(
      samples.map(({ prompt, text }) => ({ prompt, completion: text })),
      false,
    )
    const objective = samples.map((sample, at) => rewards[at]! - penaltyOf(config, sample))
    const looked = await this.#look(samples)
    const advantage = await advantages.of({ rewards: objective, kl: looked.kl, beta: this.#beta })
    const steps = await this.#learn(samples, looked, advantage)
    const texts = samples.map(({ text }) => text)
    const found: ReinforcementRound = {
      round,
      reward: meanOf(rewards),
      rewardDeviation: deviationOf(rewards),
      objective: meanOf(objective),
      kl: meanOf(looked.kl),
      entropy: looked.entropy,
      tokens: meanOf(samples.map(({ ids }) => ids.length)),
      endedShare: meanOf(samples.map(({ hasEnded }) => Number(hasEnded))),
      distinct2: distinctPairs(texts),
      repetition: repeatedShare(texts),
      clippedShare: meanOf(steps.map(({ clippedShare }) => clippedShare)),
      gradientNorm: meanOf(steps.map(({ gradientNorm }) => gradientNorm)),
      loss: meanOf(steps.map(({ loss }) => loss)),
      beta: this.#beta,
    }
    this.#rounds.push(found)
    this.#adapt(found.kl)
    this.#hooks.onRound(found)
  }

  /** Prompts in an order that goes round, each pass another; the same round asks for the same in every run. */
  #assignments(round: number) {
    const { prompts, config } = this.#input
    const { promptsPerRound, groupSize, seed } = config
    const first = (round - 1) * promptsPerRound
    return Array.from({ length: promptsPerRound }, (_, at) => {
      const place = first + at
      const pass = Math.floor(place / prompts.length)
      const prompt = prompts[orderOf(prompts.length, seed, pass)[place % prompts.length]!]!
      return Array.from({ length: groupSize }, (_, copy) => ({
        prompt,
        seed: new RandomStream(seed, `round ${round}, ${at}, ${copy}`).uint32(),
      }))
    }).flat()
  }

  async #look(samples: readonly WrittenSample[]): Promise<Looked> {
    const batch = sampleBatch(samples)
    const present = await sessionOf(this.#tools.learner.logProbabilityGraph())
    const of = async (session: InferenceSession) =>
      (await session.run(batch.inputs)).log_probabilities!.data as Float32Array
    const [old, reference] = [await of(present), await of(this.#tools.reference)]
    await present.release()
    const [mine, theirs] = [old, reference].map((all) => completionRows(all, batch, samples))
    const sum = (row: Float32Array) => row.reduce((total, each) => total + each, 0)
    const kl = samples.map((_, at) => sum(mine![at]!) - sum(theirs![at]!))
    const tokens = samples.reduce((total, { ids }) => total + ids.length, 0)
    return { batch, old, reference, kl, entropy: -mine!.reduce((total, row) => total + sum(row), 0) / tokens }
  }

  async #learn(samples: readonly WrittenSample[], looked: Looked, advantages: Float32Array) {
    const { config } = this.#input
    const { batch, old, reference } = looked
    const sums = completionRows(old, batch, samples).map((row) => row.reduce((total, each) => total + each, 0))
    const feeds = {
      ...batch.inputs,
      advantages: new Tensor('float32', advantages, [batch.texts]),
      step_share: new Tensor('float32', [1], []),
      old_log_probabilities:
        config.algorithm === 'grpo'
          ? perToken(old, batch)
          : new Tensor('float32', Float32Array.from(sums), [batch.texts]),
      reference_log_probabilities: perToken(reference, batch),
    }
    const rate = config.learningRate * scheduleFactor(scheduleOf(config), this.#rounds.length)
    const steps = []
    for (let iteration = 0; iteration < config.iterations; iteration++) {
      this.#hooks.signal.throwIfAborted()
      steps.push(await this.#tools.learner.step(feeds, rate))
    }
    return steps
  }

  /** β grows while the KL is above its target and shrinks below (Ziegler et al. 2019, §2.2), by at most 2 % a round. */
  #adapt(kl: number): void {
    const { klTarget, algorithm } = this.#input.config
    if (klTarget === null || algorithm !== 'rloo') return
    const error = Math.max(-0.2, Math.min(0.2, kl / klTarget - 1))
    this.#beta *= 1 + 0.1 * error
  }

  async #evaluate(round: number): Promise<void> {
    const { evaluationPrompts, config } = this.#input
    if (evaluationPrompts.length === 0) return
    const { learner, scribe } = this.#tools
    const assignments = evaluationPrompts.map((prompt, at) => ({
      prompt,
      seed: new RandomStream(config.seed, `evaluation ${at}`).uint32(),
    }))
    const samples = await scribe.write(learner.decodeGraph(), assignments)
    const items = samples.map(({ prompt, text }) => ({ prompt, completion: text }))
    const { rewards, gold } = await this.#hooks.judge(items, true)
    const { kl } = await this.#look(samples)
    const evaluation: ReinforcementEvaluation = {
      round,
      reward: meanOf(rewards),
      gold: gold === null ? null : meanOf(gold),
      kl: meanOf(kl),
      tokens: meanOf(samples.map(({ ids }) => ids.length)),
      distinct2: distinctPairs(samples.map(({ text }) => text)),
      samples: samples.slice(0, 8).map(({ prompt, text }, at) => ({
        prompt: typeof prompt === 'string' ? prompt : prompt.at(-1)!.content,
        completion: text,
        reward: rewards[at]!,
        gold: gold?.[at] ?? null,
      })),
    }
    this.#evaluations.push(evaluation)
    if (bestOf(this.#evaluations, config.klLimit) === evaluation) this.#best = learner.weights()
    this.#hooks.onEvaluation(evaluation)
  }

  #stopReason(): ReinforcementReport['stoppedBy'] {
    const { klLimit, entropyFloor } = this.#input.config
    const last = this.#rounds.at(-1)
    if (!last) return null
    if (klLimit !== null && last.kl > klLimit) return 'kl'
    return entropyFloor !== null && last.entropy < entropyFloor ? 'entropy' : null
  }

  async #keep(): Promise<void> {
    const { learner } = this.#tools
    await this.#file?.save({
      position: { rounds: this.#rounds, evaluations: this.#evaluations, beta: this.#beta, steps: learner.steps },
      state: learner.state,
      best: this.#best,
    })
  }

  async #resume(): Promise<void> {
    const kept = await this.#file?.load()
    if (!kept) return
    this.#rounds = kept.position.rounds
    this.#evaluations = kept.position.evaluations
    this.#beta = kept.position.beta
    this.#best = kept.best
    this.#tools.learner.restore(kept.position.steps, kept.state)
  }
}

/** The highest gold, or reward where there is no gold, among those within the KL limit; the beginning where there is none. */
function bestOf(evaluations: readonly ReinforcementEvaluation[], klLimit: number | null): ReinforcementEvaluation {
  const worth = ({ gold, reward }: ReinforcementEvaluation) => gold ?? reward
  const within = evaluations.filter(({ kl, round }) => round === 0 || klLimit === null || kl <= klLimit)
  return within.reduce((best, each) => (worth(each) > worth(best) ? each : best))
}

function scheduleOf({ schedule, warmupRounds, rounds }: ReinforcementConfig) {
  return { kind: schedule, warmupSteps: warmupRounds, totalSteps: rounds } as const
}

/** A permutation of the prompts (Fisher and Yates). */
function orderOf(count: number, seed: number, pass: number): number[] {
  const random = new RandomStream(seed, `prompts, pass ${pass}`)
  const order = Array.from({ length: count }, (_, at) => at)
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor(random.uniform() * (at + 1))
    ;[order[at], order[other]] = [order[other]!, order[at]!]
  }
  return order
}

function sessionOf(graph: Uint8Array): Promise<InferenceSession> {
  return InferenceSession.create(graph, { intraOpNumThreads: 1, interOpNumThreads: 1 })
}
