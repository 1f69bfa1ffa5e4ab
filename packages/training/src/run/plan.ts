import { ngramPaces } from './recipe.ts'

/** What is chosen from the data: how fast the n-grams learn, and for how many epochs everything does. */
export interface Plan {
  ngramPace: number
  epochs: number
}

/** Epochs tried at most. */
export const mostEpochs = 16
/** Epochs where there is nothing to choose from. */
const usualEpochs = 6
/** Epochs without a new best after which a trial ends. */
const patience = 2
/** Of losses that are this close the earlier or slower one is taken: what is learnt later is more particular. */
const tolerance = 1.003

export const usualPlan: Plan = { ngramPace: ngramPaces[0], epochs: usualEpochs }

/** Whether a trial with these losses, one per epoch, has more to tell. */
export function isTrialDone(losses: readonly number[]): boolean {
  return losses.length >= mostEpochs || losses.length - 1 - lowest(losses) >= patience
}

/**
 * The plan with the lowest validation loss, from the losses of the trials: for each pace as many as there are folds, the
 * losses of a trial by epoch. A trial that ended early counts with its last loss from there on.
 */
export function planFrom(losses: readonly (readonly number[])[], folds: number): Plan {
  const curves = ngramPaces.map((_, pace) => meanCurve(losses.slice(pace * folds, (pace + 1) * folds)))
  const minima = curves.map((curve) => curve[lowest(curve)]!)
  const enough = Math.min(...minima) * tolerance
  const pace = minima.findIndex((minimum) => minimum <= enough)
  const epoch = curves[pace]!.findIndex((loss) => loss <= minima[pace]! * tolerance)
  return { ngramPace: ngramPaces[pace]!, epochs: epoch + 1 }
}

function meanCurve(curves: readonly (readonly number[])[]): number[] {
  const length = Math.max(...curves.map((curve) => curve.length))
  return Array.from({ length }, (_, epoch) => {
    const each = curves.map((curve) => curve[Math.min(epoch, curve.length - 1)]!)
    return each.reduce((sum, loss) => sum + loss, 0) / each.length
  })
}

function lowest(losses: readonly number[]): number {
  return losses.reduce((best, loss, at) => (loss < losses[best]! ? at : best), 0)
}
