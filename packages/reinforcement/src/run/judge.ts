import type { Prompt } from '@plackett/contracts'

export interface JudgedItem {
  readonly prompt: Prompt
  readonly completion: string
}

/** What the judges outside say of completions, in their order. */
export interface Judgement {
  readonly rewards: readonly number[]
  /** Of the judge that the policy does not learn from; null where there is none. */
  readonly gold: readonly number[] | null
}

/** `withGold` asks the second judge too. Rejects where a judge fails: nothing is learnt from made-up numbers. */
export type Judge = (items: readonly JudgedItem[], withGold: boolean) => Promise<Judgement>
