import type { CheckpointFile, Position } from './checkpoint.ts'
import type { RankedRow } from './ranked-texts.ts'
import { shuffled } from './shuffled.ts'
import type { Trainer } from './trainer.ts'

export interface CourseSettings {
  trainer: Trainer
  seed: number
  batchSize: number
  /** Null where the run keeps nothing to go on from. */
  checkpoints: CheckpointFile | null
  /** Steps between checkpoints; by default one is written when the last is five seconds old. */
  checkpointEvery?: number
}

export interface Fit {
  /** Null is the fit that makes the model. */
  fold: number | null
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
  #position: Position = { losses: [], fold: -1, epoch: 0, batch: 0, steps: 0 }
  #savedAt = performance.now()

  constructor(settings: CourseSettings) {
    this.#settings = settings
    const checkpoint = settings.checkpoints?.load()
    if (!checkpoint) return
    this.#position = checkpoint.position
    settings.trainer.restore(checkpoint.position.steps, checkpoint.state)
  }

  get position(): Position {
    return this.#position
  }

  /** Whether this fit was over before the checkpoint from which the run goes on. */
  isPast(fold: number | null): boolean {
    const present = this.#position.fold
    return fold !== null && (present === null || fold < present)
  }

  /** Takes the steps that are left of a fit, epoch by epoch, each in an order of its own. */
  async run(fit: Fit): Promise<void> {
    if (this.isPast(fit.fold)) return
    if (this.#position.fold !== fit.fold) this.#begin(fit.fold)
    const position = this.#position
    const { trainer, seed } = this.#settings
    while (!fit.isDone(position)) {
      const order = shuffled(fit.rankings, seed, `order/${fit.fold ?? 'all'}/${position.epoch}`)
      const batches = batchesOf(order, this.#settings.batchSize)
      while (position.batch < batches.length) {
        const loss = await trainer.step(batches[position.batch]!)
        position.batch++
        position.steps = trainer.steps
        fit.afterStep?.(loss, position)
        this.#saveWhenDue()
      }
      position.epoch++
      position.batch = 0
      await fit.afterEpoch(position)
    }
  }

  #begin(fold: number | null): void {
    const { losses } = this.#position
    this.#position = { losses: fold === null ? losses : [...losses, []], fold, epoch: 0, batch: 0, steps: 0 }
    this.#settings.trainer.reset(this.#settings.seed)
  }

  #saveWhenDue(): void {
    const { checkpoints, checkpointEvery, trainer } = this.#settings
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
