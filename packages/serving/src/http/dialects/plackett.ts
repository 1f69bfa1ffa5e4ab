import {
  type CompareResponse,
  compareRequest,
  compareResponse,
  type Prompt,
  type RankResponse,
  rankRequest,
  rankResponse,
  type ScoreResponse,
  type ScoreResult,
  scoreRequest,
  scoreResponse,
} from '@plackett/contracts'
import { charactersOf } from '../../engine/content-key.ts'
import type { SplitText } from '../../text/split-text.ts'
import { refusalOf } from '../reply-error.ts'
import { type Dialect, route } from './dialect.ts'
import { sigmoid } from './rewards-of.ts'

/** Our own protocol: what cannot be scored is null with an error and fails no other item. */
export const plackett: Dialect = {
  name: 'plackett',
  routes: [
    route({
      method: 'POST',
      paths: ['/v1/score'],
      body: scoreRequest,
      response: scoreResponse,
      refuse: refusalOf,
      async answer({ items, model }, { score }): Promise<ScoreResponse> {
        const scored = await score(items.map(asWritten), model)
        const characters = items.reduce((sum, item) => sum + charactersOf(item), 0)
        const usage = { items: items.length, characters, tokens: scored.tokens, milliseconds: scored.milliseconds }
        return { model: scored.model, results: scored.results, usage }
      },
    }),
    route({
      method: 'POST',
      paths: ['/v1/compare'],
      body: compareRequest,
      response: compareResponse,
      refuse: refusalOf,
      async answer({ prompt, first, second, model }, { score }): Promise<CompareResponse> {
        const scored = await score(completionsOf(prompt, [first, second]), model)
        const results = scored.results as [ScoreResult, ScoreResult]
        return { model: scored.model, probability: preference(results), results }
      },
    }),
    route({
      method: 'POST',
      paths: ['/v1/rank'],
      body: rankRequest,
      response: rankResponse,
      refuse: refusalOf,
      async answer({ prompt, completions, model }, { score }): Promise<RankResponse> {
        const scored = await score(completionsOf(prompt, completions), model)
        const rewards = scored.results.map(({ reward }) => reward)
        return { model: scored.model, ...rankingOf(rewards), results: scored.results }
      },
    }),
  ],
}

function asWritten(item: { prompt: Prompt; completion: string }): SplitText {
  return { item, isSplit: true }
}

function completionsOf(prompt: Prompt, completions: readonly string[]): SplitText[] {
  return completions.map((completion) => asWritten({ prompt, completion }))
}

/** Bradley–Terry: σ(r₁ − r₂). */
function preference([first, second]: [ScoreResult, ScoreResult]): number | null {
  return first.reward === null || second.reward === null ? null : sigmoid(first.reward - second.reward)
}

/** Plackett–Luce: the probability to be put first is exp r over the sum of all. */
function rankingOf(rewards: readonly (number | null)[]): Pick<RankResponse, 'ranks' | 'probabilities'> {
  const known = rewards.filter((reward) => reward !== null).sort((a, b) => b - a)
  const worth = (reward: number) => Math.exp(reward - known[0]!)
  const sum = known.reduce((total, reward) => total + worth(reward), 0)
  return {
    ranks: rewards.map((reward) => (reward === null ? null : 1 + known.indexOf(reward))),
    probabilities: rewards.map((reward) => (reward === null ? null : worth(reward) / sum)),
  }
}
