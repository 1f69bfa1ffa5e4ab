import type { Checkpoint, CheckpointFile, Position } from './checkpoint.ts'
import type { RankedRow } from './ranked-texts.ts'
import type { Stop } from './run-training.ts'
import { shuffled } from './shuffled.ts'
import type { Trainer } from './trainer.ts'

export interface CourseSettings {
  seed: number
  batchSize: number
  /** Null where the run keeps nothing to go on from. */
  checkpoints: CheckpointFile | null
  /** Steps between checkpoints; by default one is written when the last is five seconds old. */
  checkpointEvery?: number
  signal?: Stop
}

export interface Fit {
  /** Null is the fit that makes the model. */
  trial: number | null
  trainer: Trainer
  rankings: readonly RankedRow[]
  isDone(position: Position): boolean
  afterStep?(loss: number, position: Position): void
  afterEpoch(position: Position): Promise<void>
}

const checkpointMs = 5_000

/**
 * The steps of a run, one fit after the other. What happens next depends on the position and the seed alone, so a run
 * that goes on from a checkpoint does just what it would have done.
 */
export class Course {
  readonly #settings: CourseSettings
  #position: Position = { losses: [], trial: -1, epoch: 0, batch: 0, steps: 0 }
  #resumed: Checkpoint | null
  #savedAt = performance.now()

  constructor(settings: CourseSettings) {
    this.#settings = settings
    this.#resumed = settings.checkpoints?.load() ?? null
    if (this.#resumed) this.#position = this.#resumed.position
  }

  get signal(): Stop | undefined {
    return this.#settings.signal
  }

  /** Validation losses by trial and epoch. */
  get losses(): readonly (readonly number[])[] {
    return this.#position.losses
  }

  /** Takes the steps that are left of a fit, epoch by epoch, each in an order of its own. */
  async run(fit: Fit): Promise<void> {
    if (this.#isPast(fit.trial)) return
    this.#begin(fit)
    const position = this.#position
    while (!fit.isDone(position)) {
      const order = shuffled(fit.rankings, this.#settings.seed, `order/${fit.trial ?? 'all'}/${position.epoch}`)
      const batches = batchesOf(order, this.#settings.batchSize)
      while (position.batch < batches.length) {
        this.signal?.throwIfAborted()
        const loss = await fit.trainer.step(batches[position.batch]!)
        position.batch++
        position.steps = fit.trainer.steps
        fit.afterStep?.(loss, position)
        this.#saveWhenDue(fit.trainer)
      }
      position.epoch++
      position.batch = 0
      await fit.afterEpoch(position)
    }
  }

  /** Whether this fit was over before the checkpoint from which the run goes on. */
  #isPast(trial: number | null): boolean {
    const present = this.#position.trial
    return trial !== null && (present === null || trial < present)
  }

  #begin({ trial, trainer }: Fit): void {
    const resumed = this.#resumed
    this.#resumed = null
    if (resumed && resumed.position.trial === trial) {
      trainer.restore(resumed.position.steps, resumed.state)
      return
    }
    const { losses } = this.#position
    this.#position = { losses: trial === null ? losses : [...losses, []], trial, epoch: 0, batch: 0, steps: 0 }
    trainer.reset(this.#settings.seed)
  }

  #saveWhenDue(trainer: Trainer): void {
    const { checkpoints, checkpointEvery } = this.#settings
    if (!checkpoints) return
    const isDue = checkpointEvery
      ? trainer.steps % checkpointEvery === 0
      : performance.now() - this.#savedAt > checkpointMs
    if (!isDue) return
    checkpoints.save({ position: this.#position, state: new Map(trainer.state) })
    this.#savedAt = performance.now()
  }
}

export function batchesOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))
}
