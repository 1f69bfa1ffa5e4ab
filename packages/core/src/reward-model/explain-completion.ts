import { AppError, type ErrorCode, type ExplainCompletionInput, type Explanation } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { loadRewardModel } from './load-reward-model.ts'
import { partsOf } from './parts-of.ts'
import { rewardModelOf } from './reward-model-of.ts'

/**
 * What each part of a completion does for its reward, by occlusion: the reward of the whole less the reward without the
 * part. Throws what keeps the completion from being scored.
 */
export async function explainCompletion(scope: Scope, input: ExplainCompletionInput): Promise<Explanation> {
  const model = rewardModelOf(await loadRewardModel(scope, 'reward-model:view', input.rewardModelId))
  const { prompt, completion } = input
  const parts = partsOf(completion)
  const without = parts.map((_, at) => parts.toSpliced(at, 1).join(''))
  const results = await scope.scorers.score(
    model,
    [completion, ...without].map((text) => ({ prompt, completion: text })),
  )
  const [whole, ...others] = results
  if (whole!.reward === null) throw new AppError(whole!.error.code as ErrorCode)
  const { reward } = whole!
  return {
    model: model.reference,
    reward,
    parts: parts.map((text, at) => {
      const other = others[at]!.reward
      return { text, effect: other === null ? null : reward - other }
    }),
  }
}
