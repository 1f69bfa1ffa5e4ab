import { createHash } from 'node:crypto'
import { messagesOf, type ScoreResult } from '@plackett/contracts'
import type { RewardScorer, ScoreItem, ScoreOptions } from './reward-scorer.types.ts'

export interface Traffic {
  primary: RewardScorer
  /** Answers this share (0..1) of the prompts in place of the primary. */
  canary?: { scorer: RewardScorer; share: number } | undefined
  /** Scores everything too, after the answer; nobody gets to see its rewards. */
  shadow?: RewardScorer | undefined
  observe?: TrafficObserver | undefined
}

export interface TrafficObserver {
  /** Rewards that the shadow gave, beside the ones that were answered; null where either had none. */
  onShadow?(answered: string, shadow: string, pairs: readonly [number, number][]): void
  /** The shadow had too much to do, or failed. */
  onShadowLost?(shadow: string, items: number): void
}

/**
 * A model with a canary and a shadow. All completions of one prompt go to one model, however they are asked for, because
 * rewards of two models must not be compared.
 */
export function splitTraffic({ primary, canary, shadow, observe }: Traffic): RewardScorer {
  const route = (items: readonly ScoreItem[]) => {
    const isCanary = canary !== undefined && items.length > 0 && placeOf(items[0]!) < canary.share
    const answering = isCanary ? canary.scorer : primary
    return shadow ? shadowed(answering, shadow, observe ?? {}) : answering
  }
  return {
    reference: primary.reference,
    route,
    score: (items, options) => route(items).score(items, options),
    close: async () => {
      await Promise.all([primary, canary?.scorer, shadow].map((scorer) => scorer?.close()))
    },
  }
}

/** Where a prompt stands between 0 and 1: always the same place. */
function placeOf({ prompt }: ScoreItem): number {
  const messages = messagesOf(prompt).map(({ role, content }) => [role, content])
  const digest = createHash('sha256').update(JSON.stringify(messages)).digest()
  return digest.readUInt32BE() / 2 ** 32
}

function shadowed(answering: RewardScorer, shadow: RewardScorer, observe: TrafficObserver): RewardScorer {
  return {
    reference: answering.reference,
    close: () => answering.close(),
    score: async (items: readonly ScoreItem[], options?: ScoreOptions) => {
      const results = await answering.score(items, options)
      shadow.score(items, { isBulk: true }).then(
        (others) => observe.onShadow?.(answering.reference, shadow.reference, pairsOf(results, others)),
        () => observe.onShadowLost?.(shadow.reference, items.length),
      )
      return results
    },
  }
}

function pairsOf(results: readonly ScoreResult[], others: readonly ScoreResult[]): [number, number][] {
  return results.flatMap(({ reward }, at) => {
    const other = others[at]!.reward
    return reward === null || other === null ? [] : [[reward, other] as [number, number]]
  })
}
