import type { TrainingProgress } from '../train-reward-model.types.ts'
import type { Judgement } from './judge.ts'

export interface MetricLogSettings {
  epochs: number
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
  #firstStep: number | null = null
  #losses: number[] = []
  #lastMean = 0

  constructor(settings: MetricLogSettings) {
    this.#settings = settings
    this.#totalSteps = settings.epochs * settings.stepsPerEpoch
    this.#every = Math.ceil(this.#totalSteps / points)
  }

  addStep(step: number, loss: number): void {
    this.#firstStep ??= step - 1
    this.#losses.push(loss)
    const isEpochEnd = step % this.#settings.stepsPerEpoch === 0
    if (step % this.#every === 0 && !isEpochEnd) this.#emit(step, { loss: null, accuracy: null })
  }

  addEpoch(step: number, heldOut: Judgement): void {
    this.#emit(step, heldOut)
  }

  #emit(step: number, heldOut: Judgement): void {
    const count = this.#losses.length
    if (count > 0) this.#lastMean = this.#losses.reduce((sum, loss) => sum + loss, 0) / count
    this.#losses = []
    this.#settings.onProgress({
      step,
      epoch: step / this.#settings.stepsPerEpoch,
      trainLoss: this.#lastMean,
      heldOutLoss: heldOut.loss,
      heldOutAccuracy: heldOut.accuracy,
      totalSteps: this.#totalSteps,
      etaSeconds: this.#etaSeconds(step),
    })
  }

  #etaSeconds(step: number): number | null {
    const done = step - (this.#firstStep ?? step)
    if (done <= 0) return null
    return ((performance.now() - this.#startedAt) / 1_000 / done) * (this.#totalSteps - step)
  }
}
