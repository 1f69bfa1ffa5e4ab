import { messagesOf, type Prompt, type ScoreCompletionsInput, type ScoreResponse } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import { loadRewardModel } from './load-reward-model.ts'
import { rewardModelOf } from './reward-model-of.ts'

/** Scores completions of one prompt with a registered version, whatever its stage. */
export async function scoreCompletions(scope: Scope, input: ScoreCompletionsInput): Promise<ScoreResponse> {
  const model = rewardModelOf(await loadRewardModel(scope, 'reward-model:view', input.rewardModelId))
  const { prompt, completions } = input
  const begun = scope.now().getTime()
  const results = await scope.scorers.score(
    model,
    completions.map((completion) => ({ prompt, completion })),
  )
  const usage = {
    items: completions.length,
    characters: lengthOf(prompt) * completions.length + completions.join('').length,
    milliseconds: scope.now().getTime() - begun,
  }
  return { model: model.reference, results, usage }
}

function lengthOf(prompt: Prompt): number {
  return messagesOf(prompt).reduce((sum, { content }) => sum + content.length, 0)
}
