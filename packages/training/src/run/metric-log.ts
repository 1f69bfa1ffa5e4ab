import type { TrainingProgress } from '../train-reward-model.types.ts'
import type { Judgement } from './judge.ts'

export interface MetricLogSettings {
  epochs: number
  /** Steps of an epoch; where epochs differ a little, of the first. */
  stepsPerEpoch: number
  onProgress: (progress: TrainingProgress) => void
}

/** Points that a run's curves have at most beside the one at the end of each epoch. */
const points = 40

/** Turns steps into points of the run's curves: the mean training loss since the last point, and how long is left. */
export class MetricLog {
  readonly #settings: MetricLogSettings
  readonly #totalSteps: number
  readonly #every: number
  readonly #startedAt = performance.now()
  #firstEpoch: number | null = null
  #losses: number[] = []
  #lastMean = 0

  constructor(settings: MetricLogSettings) {
    this.#settings = settings
    this.#totalSteps = settings.epochs * settings.stepsPerEpoch
    this.#every = Math.ceil(this.#totalSteps / points)
  }

  /** `epoch` is how many were done after the step: a whole number at the end of one. */
  addStep(step: number, epoch: number, loss: number): void {
    this.#firstEpoch ??= epoch - 1 / this.#settings.stepsPerEpoch
    this.#losses.push(loss)
    if (step % this.#every === 0 && !Number.isInteger(epoch)) this.#emit(step, epoch, { loss: null, accuracy: null })
  }

  addEpoch(step: number, epoch: number, heldOut: Judgement): void {
    this.#emit(step, epoch, heldOut)
  }

  #emit(step: number, epoch: number, heldOut: Judgement): void {
    const count = this.#losses.length
    if (count > 0) this.#lastMean = this.#losses.reduce((sum, loss) => sum + loss, 0) / count
    this.#losses = []
    this.#settings.onProgress({
      step,
      epoch,
      trainLoss: this.#lastMean,
      heldOutLoss: heldOut.loss,
      heldOutAccuracy: heldOut.accuracy,
      totalSteps: Math.max(step, this.#totalSteps),
      etaSeconds: this.#etaSeconds(epoch),
    })
  }

  #etaSeconds(epoch: number): number | null {
    const done = epoch - (this.#firstEpoch ?? epoch)
    if (done <= 0) return null
    return ((performance.now() - this.#startedAt) / 1_000 / done) * (this.#settings.epochs - epoch)
  }
}
