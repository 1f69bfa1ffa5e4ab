import type { ScoreResult } from '@plackett/contracts'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { QueueObserver } from '../engine/score-queue.ts'
import type { DialectName } from '../http/dialects/dialect.ts'
import type { TrafficObserver } from '../model/traffic.ts'
import { PairStatistics } from './pair-statistics.ts'

/** Under 1 ms to over 30 s. */
const seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** What serving counts, for Prometheus. Nothing of any text is in it. */
export class ServingMetrics {
  readonly #registry = new Registry()
  readonly #requests = new Counter({
    name: 'plackett_requests_total',
    help: 'Requests for rewards, by dialect and by "ok" or the code of the error.',
    labelNames: ['dialect', 'outcome'],
    registers: [this.#registry],
  })
  readonly #requestSeconds = new Histogram({
    name: 'plackett_request_seconds',
    help: 'Time from the head of a request to the end of its answer.',
    labelNames: ['dialect'],
    buckets: seconds,
    registers: [this.#registry],
  })
  readonly #items = new Counter({
    name: 'plackett_items_total',
    help: 'Texts, by model, dialect and result: scored, truncated, or the code of what kept one from being scored.',
    labelNames: ['model', 'dialect', 'result'],
    registers: [this.#registry],
  })
  readonly #unsplit = new Counter({
    name: 'plackett_unsplit_items_total',
    help: 'Texts that could not be split into prompt and completion, and were scored whole.',
    labelNames: ['dialect'],
    registers: [this.#registry],
  })
  readonly #known = new Counter({
    name: 'plackett_items_not_computed_total',
    help: 'Texts whose reward was remembered, or was being computed for somebody else.',
    labelNames: ['model', 'why'],
    registers: [this.#registry],
  })
  readonly #waitSeconds = this.#modelHistogram(
    'plackett_wait_seconds',
    'Time that a text waits for its batch.',
    seconds,
  )
  readonly #batchSeconds = this.#modelHistogram('plackett_batch_seconds', 'Time to compute a batch.', seconds)
  readonly #batchItems = this.#modelHistogram(
    'plackett_batch_items',
    'Texts of a batch.',
    [1, 2, 4, 8, 16, 32, 64, 128, 256],
  )
  readonly #tokens = this.#modelCounter('plackett_tokens_total', 'Tokens that were read.')
  readonly #slots = this.#modelCounter('plackett_slots_total', 'Tokens of all tensors, padding included.')
  readonly #shadowLost = new Counter({
    name: 'plackett_shadow_items_lost_total',
    help: 'Texts that a shadow did not score, because it had too much to do or failed.',
    labelNames: ['shadow'],
    registers: [this.#registry],
  })
  readonly #rewards = new Map<string, PairStatistics>()
  readonly #waiting = new Map<string, () => number>()

  constructor() {
    const waiting = this.#waiting
    new Gauge({
      name: 'plackett_waiting_items',
      help: 'Texts that nobody computes yet.',
      labelNames: ['model'],
      registers: [this.#registry],
      collect() {
        this.reset()
        for (const [model, count] of waiting) this.set({ model }, count())
      },
    })
    this.#showRewards()
    this.#showShadows()
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  /** All of it, as Prometheus reads it. */
  text(): Promise<string> {
    return this.#registry.metrics()
  }

  /** Counts what a model's queue does. */
  readonly observe = (model: string): QueueObserver => ({
    onAsked: ({ remembered, shared }) => {
      if (remembered > 0) this.#known.inc({ model, why: 'remembered' }, remembered)
      if (shared > 0) this.#known.inc({ model, why: 'shared' }, shared)
    },
    onBatch: ({ waitedMs, ms, tokens, slots }) => {
      for (const waited of waitedMs) this.#waitSeconds.observe({ model }, waited / 1_000)
      this.#batchSeconds.observe({ model }, ms / 1_000)
      this.#batchItems.observe({ model }, tokens.length)
      this.#tokens.inc(
        { model },
        tokens.reduce((sum, count) => sum + count, 0),
      )
      this.#slots.inc({ model }, slots)
    },
  })

  /** Shows how much waits for a model, as long as it is open. */
  watch(model: string, waitingItems: () => number): () => void {
    this.#waiting.set(model, waitingItems)
    return () => this.#waiting.delete(model)
  }

  readonly #shadows = new Map<string, PairStatistics>()

  /** Compares what a shadow gives with what was answered. */
  readonly traffic: TrafficObserver = {
    onShadow: (answered, shadow, pairs) => {
      const key = JSON.stringify([answered, shadow])
      const statistics = this.#shadows.get(key) ?? new PairStatistics()
      this.#shadows.set(key, statistics)
      for (const [reward, other] of pairs) statistics.add(reward, other)
    },
    onShadowLost: (shadow, items) => this.#shadowLost.inc({ shadow }, items),
  }

  countRequest(dialect: DialectName, outcome: string, milliseconds: number): void {
    this.#requests.inc({ dialect, outcome })
    this.#requestSeconds.observe({ dialect }, milliseconds / 1_000)
  }

  countItems(dialect: DialectName, model: string, items: { results: readonly ScoreResult[]; unsplit: number }): void {
    const statistics = this.#rewards.get(model) ?? new PairStatistics()
    this.#rewards.set(model, statistics)
    for (const result of items.results) {
      this.#items.inc({ model, dialect, result: nameOf(result) })
      if (result.reward !== null) statistics.add(result.reward, result.reward)
    }
    if (items.unsplit > 0) this.#unsplit.inc({ dialect }, items.unsplit)
  }

  #showRewards(): void {
    const rewards = this.#rewards
    const show = (name: string, help: string, figureOf: (statistics: PairStatistics) => number) =>
      new Gauge({
        name,
        help,
        labelNames: ['model'],
        registers: [this.#registry],
        collect() {
          for (const [model, statistics] of rewards) if (statistics.count > 0) this.set({ model }, figureOf(statistics))
        },
      })
    show('plackett_reward_mean', 'Mean of the rewards that were answered.', ({ means }) => means[0])
    show('plackett_reward_deviation', 'Standard deviation of the rewards answered.', ({ deviations }) => deviations[0])
  }

  #showShadows(): void {
    const shadows = this.#shadows
    const show = (name: string, help: string, figureOf: (statistics: PairStatistics) => number) =>
      new Gauge({
        name,
        help,
        labelNames: ['model', 'shadow'],
        registers: [this.#registry],
        collect() {
          for (const [key, statistics] of shadows) {
            const [model, shadow] = JSON.parse(key) as [string, string]
            this.set({ model, shadow }, figureOf(statistics))
          }
        },
      })
    show('plackett_shadow_items', 'Texts that both the model and its shadow scored.', ({ count }) => count)
    show(
      'plackett_shadow_mean_difference',
      'Mean of the shadow’s rewards less the model’s.',
      ({ means }) => means[1] - means[0],
    )
    show(
      'plackett_shadow_correlation',
      'Correlation of the shadow’s rewards with the model’s.',
      ({ correlation }) => correlation,
    )
  }

  #modelHistogram(name: string, help: string, buckets: number[]): Histogram<'model'> {
    return new Histogram({ name, help, labelNames: ['model'], buckets, registers: [this.#registry] })
  }

  #modelCounter(name: string, help: string): Counter<'model'> {
    return new Counter({ name, help, labelNames: ['model'], registers: [this.#registry] })
  }
}

function nameOf(result: ScoreResult): string {
  if (result.reward === null) return result.error.code
  return result.truncated ? 'truncated' : 'scored'
}
