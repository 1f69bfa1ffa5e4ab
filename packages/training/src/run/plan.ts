/** What is chosen from the data: one of a backbone's settings, and for how many epochs everything learns. */
export interface Plan {
  choice: number
  epochs: number
}

/** What a backbone can choose from. */
export interface Tuning {
  /** What is tried: paces, or learning rates. Of equally good ones the earlier is taken. */
  readonly choices: readonly number[]
  /** Where nothing is tried. */
  readonly usual: Plan
  /** Epochs tried at most. */
  readonly mostEpochs: number
  /** Epochs without a new best after which a trial, or a run that keeps its best, ends. */
  readonly patience: number
  /** Whether the choices are tried unless the config says otherwise. */
  readonly isTried: boolean
}

/** Of losses that are this close the earlier or slower one is taken: what is learnt later is more particular. */
const tolerance = 1.003

/** Whether a trial with these losses, one per epoch, has more to tell. */
export function isTrialDone(losses: readonly number[], { mostEpochs, patience }: Tuning): boolean {
  return losses.length >= mostEpochs || isPastBest(losses, patience)
}

/** Whether the lowest of the losses is at least `patience` epochs old. */
export function isPastBest(losses: readonly number[], patience: number): boolean {
  return losses.length - 1 - lowest(losses) >= patience
}

/**
 * The plan with the lowest validation loss, from the losses of the trials: for each choice as many as there are folds, the
 * losses of a trial by epoch. A trial that ended early counts with its last loss from there on.
 */
export function planFrom(losses: readonly (readonly number[])[], folds: number, { choices }: Tuning): Plan {
  const curves = choices.map((_, at) => meanCurve(losses.slice(at * folds, (at + 1) * folds)))
  const minima = curves.map((curve) => curve[lowest(curve)]!)
  const enough = Math.min(...minima) * tolerance
  const best = minima.findIndex((minimum) => minimum <= enough)
  const epoch = curves[best]!.findIndex((loss) => loss <= minima[best]! * tolerance)
  return { choice: choices[best]!, epochs: epoch + 1 }
}

function meanCurve(curves: readonly (readonly number[])[]): number[] {
  const length = Math.max(...curves.map((curve) => curve.length))
  return Array.from({ length }, (_, epoch) => {
    const each = curves.map((curve) => curve[Math.min(epoch, curve.length - 1)]!)
    return each.reduce((sum, loss) => sum + loss, 0) / each.length
  })
}

/** The place of the lowest loss, the first of equal ones. */
export function lowest(losses: readonly number[]): number {
  return losses.reduce((best, loss, at) => (loss < losses[best]! ? at : best), 0)
}
