import { Tensor } from 'onnxruntime-node'
import { lowest } from './plan.ts'
import type { State, Trainer } from './trainer.ts'

/** The weights of the epoch with the lowest validation loss so far. */
export class KeptBest {
  /** A copy by name; a checkpoint holds it too. */
  readonly weights: State = new Map()

  /** Called after each epoch, with the losses so far. */
  keep(trainer: Trainer, losses: readonly number[]): void {
    if (lowest(losses) !== losses.length - 1) return
    for (const [name, { dims, data }] of trainer.trained)
      this.weights.set(name, new Tensor('float32', Float32Array.from(data as Float32Array), dims))
  }

  /** Gives them to the trainer, and returns after how many epochs they were the weights. */
  restoreTo(trainer: Trainer, losses: readonly number[]): number {
    trainer.overwrite(this.weights)
    return lowest(losses) + 1
  }
}
