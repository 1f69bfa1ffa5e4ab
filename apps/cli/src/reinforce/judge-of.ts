import { AppError } from '@plackett/contracts'
import type { Judge, JudgedItem } from '@plackett/reinforcement'
import { openRewardModel, type RewardScorer } from '@plackett/serving'

export interface JudgeSettings {
  /** Folders of reward models; null for none. */
  reward: string | null
  gold: string | null
  /** In lower case. */
  forbidden: readonly string[]
  penalty: number
}

export interface OpenedJudge {
  judge: Judge
  close(): Promise<void>
}

/** Reward models and forbidden words as a judge. What a model cannot score counts as the worst of its round. */
export async function openJudge({ reward, gold, forbidden, penalty }: JudgeSettings): Promise<OpenedJudge> {
  if (reward === null && forbidden.length === 0)
    throw new AppError('INVALID_INPUT', { problem: 'there is nothing to learn from; give --reward or --forbid' })
  const first = reward === null ? null : await openRewardModel(reward)
  const second =
    gold === null
      ? null
      : await openRewardModel(gold).catch(async (error) => {
          await first?.close()
          throw error
        })
  const judge: Judge = async (items, withGold) => {
    const rewards = first ? await rewardsOf(first, items) : items.map(() => 0)
    const penalties = items.map(({ completion }) => penalty * occurrences(completion.toLowerCase(), forbidden))
    return {
      rewards: rewards.map((each, at) => each - penalties[at]!),
      gold: withGold && second ? await rewardsOf(second, items) : null,
    }
  }
  return {
    judge,
    close: async () => {
      await Promise.all([first?.close(), second?.close()])
    },
  }
}

async function rewardsOf(scorer: RewardScorer, items: readonly JudgedItem[]): Promise<number[]> {
  const results = await scorer.score([...items])
  const known = results.flatMap(({ reward }) => (reward === null ? [] : [reward]))
  if (known.length === 0) {
    const [problem] = results.flatMap((result) => (result.reward === null ? [result.error.message] : []))
    throw new AppError('INVALID_INPUT', { problem: `no completion could be scored: ${problem}` })
  }
  const worst = known.reduce((low, each) => Math.min(low, each))
  return results.map(({ reward }) => reward ?? worst)
}

function occurrences(text: string, words: readonly string[]): number {
  return words.reduce((sum, word) => sum + text.split(word).length - 1, 0)
}
