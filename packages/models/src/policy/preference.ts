import type { GraphBuilder, Value } from '@plackett/onnx'
import type { InputSpec, NamedValues } from '../backbone.ts'
import { type DpoSettings, dpoLoss } from '../losses/dpo.ts'
import { type KtoSettings, ktoLoss } from '../losses/kto.ts'
import { completionLogProbabilities } from '../losses/next-token.ts'
import { orpoLoss } from '../losses/orpo.ts'
import { completionMask, type PolicyObjective, type PolicyView, stepShare } from './policy-objective.ts'

/** log π_ref of each completion, which its tokens sum up to. */
const reference: InputSpec = { name: 'reference', type: 'float32', shape: ['texts'] }
const rows = (name: string, length: string): InputSpec => ({ name, type: 'int64', shape: [length] })
const pairs = [rows('chosen', 'pairs'), rows('rejected', 'pairs')]

/** The completions' log-probabilities and what they gained on the reference, [texts] each. */
function gains(g: GraphBuilder, view: PolicyView, inputs: NamedValues): { sums: Value; gain: Value } {
  const sums = completionLogProbabilities(g, { each: view.logProbabilities, completionMask: inputs.completion_mask! })
  return { sums, gain: g.sub(sums, inputs.reference!) }
}

/** DPO over rows of the batch; gives back `rewards` [texts], β log π/π_ref, and `log_probabilities` [texts]. */
export function dpoObjective(settings: DpoSettings): PolicyObjective {
  return {
    name: 'dpo',
    inputs: [completionMask, reference, ...pairs, stepShare],
    loss: (g, view, inputs) => {
      const { sums, gain } = gains(g, view, inputs)
      const loss = dpoLoss(
        g,
        {
          chosen: g.gather(sums, inputs.chosen!),
          rejected: g.gather(sums, inputs.rejected!),
          referenceChosen: g.gather(inputs.reference!, inputs.chosen!),
          referenceRejected: g.gather(inputs.reference!, inputs.rejected!),
        },
        settings,
      )
      const results = { rewards: g.mul(gain, settings.beta), log_probabilities: sums }
      return { loss: g.mul(loss, inputs.step_share!), results }
    },
  }
}

/**
 * KTO over rows of the batch: `example` with `is_desirable`, and `mismatched`, completions beside other prompts, which
 * measure how far the policy has drifted. Gives back what DPO does.
 */
export function ktoObjective(settings: KtoSettings): PolicyObjective {
  return {
    name: 'kto',
    inputs: [
      completionMask,
      reference,
      rows('example', 'examples'),
      { name: 'is_desirable', type: 'bool', shape: ['examples'] },
      rows('mismatched', 'mismatched'),
      stepShare,
    ],
    loss: (g, view, inputs) => {
      const { sums, gain } = gains(g, view, inputs)
      const loss = ktoLoss(
        g,
        {
          policy: g.gather(sums, inputs.example!),
          reference: g.gather(inputs.reference!, inputs.example!),
          mismatchedPolicy: g.gather(sums, inputs.mismatched!),
          mismatchedReference: g.gather(inputs.reference!, inputs.mismatched!),
          isDesirable: inputs.is_desirable!,
        },
        settings,
      )
      const results = { rewards: g.mul(gain, settings.beta), log_probabilities: sums }
      return { loss: g.mul(loss, inputs.step_share!), results }
    },
  }
}

/** ORPO, which needs no reference: the mean next-token loss of the chosen, and the odds against the rejected. */
export function orpoObjective(beta: number): PolicyObjective {
  return {
    name: 'orpo',
    inputs: [completionMask, ...pairs, stepShare],
    loss: (g, view, inputs) => {
      const mask = inputs.completion_mask!
      const sums = completionLogProbabilities(g, { each: view.logProbabilities, completionMask: mask })
      const counts = g.cast(g.reduceSum(g.slice(mask, 1, 1), { axes: [1] }), sums.type) // [texts]
      const means = g.div(sums, g.max(counts, 1))
      const chosenSums = g.reduceSum(g.gather(sums, inputs.chosen!))
      const chosenCounts = g.reduceSum(g.gather(counts, inputs.chosen!))
      const loss = orpoLoss(
        g,
        {
          chosenLoss: g.neg(g.div(chosenSums, g.max(chosenCounts, 1))),
          chosen: g.gather(means, inputs.chosen!),
          rejected: g.gather(means, inputs.rejected!),
        },
        beta,
      )
      return { loss: g.mul(loss, inputs.step_share!), results: { log_probabilities: sums } }
    },
  }
}
