import type { GraphBuilder, Value } from '@plackett/onnx'
import type { InputSpec } from '../backbone.ts'
import { type ClipSettings, isClipped, ppoPolicyLoss } from '../losses/clipped-ratio.ts'
import { type GrpoSettings, grpoLoss, klTerm } from '../losses/grpo.ts'
import { maskedMean } from '../losses/masked-mean.ts'
import { maskOfNext } from '../losses/next-token.ts'
import { ppoValueLoss } from '../losses/ppo-value.ts'
import { rlooLoss } from '../losses/rloo.ts'
import { completionMask, type PolicyObjective, perToken, stepShare } from './policy-objective.ts'

const advantagePerText: InputSpec = { name: 'advantages', type: 'float32', shape: ['texts'] }

/** What belongs to the tokens that are predicted, [texts, tokens − 1], of a number for each token. */
function ofNext(g: GraphBuilder, perTokenValue: Value): Value {
  return g.slice(perTokenValue, 1, 1)
}

/**
 * GRPO and its kin over sampled completions. Gives back `log_probabilities` [texts, tokens − 1] and, means over tokens,
 * `kl` (k3 to the reference, as it stands in the loss) and `clipped` (the share of tokens that the clip keeps from moving).
 */
export function grpoObjective(settings: GrpoSettings): PolicyObjective {
  return {
    name: 'grpo',
    inputs: [
      completionMask,
      perToken('old_log_probabilities'),
      perToken('reference_log_probabilities'),
      advantagePerText,
      stepShare,
      ...(settings.form === 'dapo' ? [{ name: 'items', type: 'float32', shape: [] } as const] : []),
    ],
    loss: (g, { logProbabilities }, inputs) => {
      const mask = maskOfNext(g, inputs.completion_mask!, logProbabilities)
      const old = ofNext(g, inputs.old_log_probabilities!)
      const reference = ofNext(g, inputs.reference_log_probabilities!)
      const advantages = g.unsqueeze(inputs.advantages!, [1])
      const loss = grpoLoss(g, { logProbabilities, old, reference, mask, advantages, items: inputs.items }, settings)
      const ratio = g.exp(g.sub(logProbabilities, old))
      const kl = maskedMean(g, klTerm(g, { logProbabilities, reference, ratio }, settings), mask)
      const clipped = maskedMean(g, g.cast(isClipped(g, { ratio, advantages }, settings.clip), mask.type), mask)
      // The tokens of the round divide dapo's sums already, whatever batch they are in.
      const whole = settings.form === 'dapo' ? loss : g.mul(loss, inputs.step_share!)
      return { loss: whole, results: { log_probabilities: logProbabilities, kl, clipped } }
    },
  }
}

/** RLOO over sampled completions, whose old log-probabilities are sums. Gives back `log_probabilities` [texts, tokens − 1]. */
export function rlooObjective(clip: ClipSettings): PolicyObjective {
  return {
    name: 'rloo',
    inputs: [
      completionMask,
      { name: 'old_log_probabilities', type: 'float32', shape: ['texts'] },
      advantagePerText,
      stepShare,
    ],
    loss: (g, { logProbabilities }, inputs) => {
      const loss = rlooLoss(
        g,
        {
          logProbabilities,
          mask: maskOfNext(g, inputs.completion_mask!, logProbabilities),
          oldLogProbabilities: inputs.old_log_probabilities!,
          advantages: inputs.advantages!,
        },
        clip,
      )
      return { loss: g.mul(loss, inputs.step_share!), results: { log_probabilities: logProbabilities } }
    },
  }
}

export interface PpoSettings {
  readonly clip: ClipSettings
  /** How far a value may move from the old one before its loss stops. */
  readonly valueClip: number
  /** The weight of the value loss. */
  readonly valueWeight: number
}

export const ppoDefaults: PpoSettings = { clip: { low: 0.2, high: 0.2 }, valueClip: 0.2, valueWeight: 0.1 }

/**
 * PPO for a policy with a value head: the value of the position before a token is what is expected from that token on.
 * Gives back `log_probabilities` and `values`, [texts, tokens − 1] each.
 */
export function ppoObjective({ clip, valueClip, valueWeight }: PpoSettings): PolicyObjective {
  return {
    name: 'ppo',
    inputs: [
      completionMask,
      ...['old_log_probabilities', 'old_values', 'advantages', 'returns'].map(perToken),
      stepShare,
    ],
    loss: (g, { logProbabilities, values: all }, inputs) => {
      const mask = maskOfNext(g, inputs.completion_mask!, logProbabilities)
      const values = g.slice(all!, 1, 0, -1)
      const given = (name: string) => ofNext(g, inputs[name]!)
      const [oldLogProbabilities, advantages] = [given('old_log_probabilities'), given('advantages')]
      const policy = ppoPolicyLoss(g, { logProbabilities, oldLogProbabilities, advantages, mask }, clip)
      const value = ppoValueLoss(
        g,
        { values, oldValues: given('old_values'), returns: given('returns'), mask },
        valueClip,
      )
      const loss = g.add(policy, g.mul(value, valueWeight))
      return { loss: g.mul(loss, inputs.step_share!), results: { log_probabilities: logProbabilities, values } }
    },
  }
}
