import type { Checkpoint, CheckpointFile, Position } from './checkpoint.ts'
import type { Stop } from './run-training.ts'
import type { Step } from './step-plan.ts'
import type { State, Trainer } from './trainer.ts'

export interface CourseSettings {
  seed: number
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
  /** The steps of an epoch; they depend on nothing but its number. */
  stepsOf(epoch: number): readonly Step[]
  /** Takes one and returns its loss; `progress` is how many epochs were done before it. */
  take(step: Step, progress: number): Promise<number>
  isDone(position: Position): boolean
  afterStep?(loss: number, position: Position, progress: number): void
  afterEpoch(position: Position): Promise<void>
  /** What is kept beside the trainer's state, which a checkpoint must hold too. */
  kept?: State
}

const checkpointMs = 5_000
/** A checkpoint is not written before this many times the time that the last one took. */
const rarely = 20

/**
 * The steps of a run, one fit after the other. What happens next depends on the position and the seed alone, so a run
 * that goes on from a checkpoint does just what it would have done.
 */
export class Course {
  readonly #settings: CourseSettings
  #position: Position = { losses: [], validation: [], trial: -1, epoch: 0, batch: 0, steps: 0 }
  #resumed: Checkpoint | null
  #savedAt = performance.now()
  #saveMs = 0

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

  /** Validation losses of the fit that makes the model, by epoch. */
  get validation(): readonly number[] {
    return this.#position.validation
  }

  /** Takes the steps that are left of a fit, epoch by epoch, each in an order of its own. */
  async run(fit: Fit): Promise<void> {
    if (this.#isPast(fit.trial)) return
    this.#begin(fit)
    const position = this.#position
    while (!fit.isDone(position)) {
      const steps = fit.stepsOf(position.epoch)
      while (position.batch < steps.length) {
        this.signal?.throwIfAborted()
        const loss = await fit.take(steps[position.batch]!, position.epoch + position.batch / steps.length)
        position.batch++
        position.steps = fit.trainer.steps
        fit.afterStep?.(loss, position, position.epoch + position.batch / steps.length)
        this.#saveWhenDue(fit)
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

  #begin({ trial, trainer, kept }: Fit): void {
    const resumed = this.#resumed
    this.#resumed = null
    if (resumed && resumed.position.trial === trial) {
      const state = [...resumed.state]
      const isKept = ([name]: [string, unknown]) => name.startsWith(keptPrefix)
      for (const [name, tensor] of state.filter(isKept)) kept?.set(name.slice(keptPrefix.length), tensor)
      trainer.restore(resumed.position.steps, new Map(state.filter((entry) => !isKept(entry))), this.#settings.seed)
      return
    }
    const { losses } = this.#position
    const begun = trial === null ? losses : [...losses, []]
    this.#position = { losses: begun, validation: [], trial, epoch: 0, batch: 0, steps: 0 }
    trainer.reset(this.#settings.seed)
  }

  #saveWhenDue({ trainer, kept = new Map() }: Fit): void {
    const { checkpoints, checkpointEvery } = this.#settings
    if (!checkpoints) return
    const age = performance.now() - this.#savedAt
    const isDue = checkpointEvery
      ? trainer.steps % checkpointEvery === 0
      : age > Math.max(checkpointMs, rarely * this.#saveMs)
    if (!isDue) return
    const startedAt = performance.now()
    const beside = [...kept].map(([name, tensor]) => [`${keptPrefix}${name}`, tensor] as const)
    checkpoints.save({ position: this.#position, state: new Map([...trainer.state, ...beside]) })
    this.#savedAt = performance.now()
    this.#saveMs = this.#savedAt - startedAt
  }
}

const keptPrefix = 'kept/'
