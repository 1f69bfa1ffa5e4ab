import { nextTokenLoss } from '../losses/next-token.ts'
import type { PolicyObjective } from './policy-objective.ts'

/**
 * Supervised fine-tuning: the next-token loss of what `labels` names, which is the completion; −100 elsewhere. `items` is the
 * number of labels in the whole step, so that the losses of its batches add up.
 */
export function sftObjective(): PolicyObjective {
  return {
    name: 'sft',
    inputs: [
      { name: 'labels', type: 'int64', shape: ['texts', 'tokens'] },
      { name: 'items', type: 'float32', shape: [] },
    ],
    loss: (g, { logits }, { labels, items }) => {
      return { loss: nextTokenLoss(g, { logits, labels: labels!, items: items! }), results: {} }
    },
  }
}
