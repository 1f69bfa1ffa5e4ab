/** Epochs tried at most. By then every public set we tried had turned. */
export const mostEpochs = 20
/** Epochs where there is nothing to choose from. */
const usualEpochs = 6
/** Epochs without a new best after which a fold ends. */
const patience = 3

/** Whether a fold with these losses, one per epoch, has more to tell. */
export function isFoldDone(losses: readonly number[]): boolean {
  if (losses.length >= mostEpochs) return true
  return losses.length - 1 - bestEpoch(losses) >= patience
}

/**
 * How many epochs to train on all rankings: those after which the folds' mean validation loss is lowest. A fold that
 * ended early counts with its last loss from there on. 0.3 % is within what one more fold would change, so of nearly
 * equal epochs the first is taken: what is learnt later is more particular to the training texts.
 */
export function epochsToTrain(lossesByFold: readonly (readonly number[])[]): number {
  if (lossesByFold.length === 0) return usualEpochs
  const length = Math.max(...lossesByFold.map(({ length }) => length))
  const means = Array.from({ length }, (_, epoch) => {
    const each = lossesByFold.map((losses) => losses[Math.min(epoch, losses.length - 1)]!)
    return each.reduce((sum, loss) => sum + loss, 0) / each.length
  })
  const best = means[bestEpoch(means)]!
  return 1 + means.findIndex((mean) => mean <= best * 1.003)
}

function bestEpoch(losses: readonly number[]): number {
  return losses.reduce((best, loss, epoch) => (loss < losses[best]! ? epoch : best), 0)
}
