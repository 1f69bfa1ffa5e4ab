import { binaryEntropy, ensembleDisagreement } from '@plackett/preference'
import type { Scope } from '../scope/scope.ts'
import type { ScoredModel } from '../scope/scorers.ts'
import type { UntouchedTask } from './untouched-tasks.ts'

/**
 * What an answer to each task would teach the reward model, in nats: over all pairs of its completions the members'
 * disagreement (BALD). Of a single model only how even the pairs are can be told, which a true toss-up fools. 0 where a
 * completion cannot be scored.
 */
export async function uncertainties(scope: Scope, models: ScoredModel[], tasks: UntouchedTask[]): Promise<number[]> {
  const rewards = await Promise.all(models.map((model) => rewardsBy(scope, model, tasks)))
  return tasks.map((task, at) => {
    const members = rewards.flatMap((member) => membersOf(member[at]!))
    if (members.length === 0 || members.some((row) => row.length !== task.completions.length)) return 0
    return ensembleDisagreement(members).reduce((sum, { bald, meanP }) => {
      return sum + (members.length > 1 ? bald : binaryEntropy(meanP))
    }, 0)
  })
}

type Scored = Awaited<ReturnType<Scope['scorers']['score']>>

async function rewardsBy({ scorers }: Scope, model: ScoredModel, tasks: UntouchedTask[]): Promise<Scored[]> {
  const items = tasks.flatMap(({ messages, completions }) =>
    completions.map(({ text }) => ({ prompt: messages, completion: text })),
  )
  const results = await scorers.score(model, items)
  let next = 0
  return tasks.map(({ completions }) => {
    const from = next
    next += completions.length
    return results.slice(from, next)
  })
}

/** A model that is itself an ensemble counts as its members. */
function membersOf(results: Scored): number[][] {
  const members = results[0] && 'members' in results[0] ? (results[0].members?.length ?? 0) : 0
  const rewardOf = (result: Scored[number], member: number): number | null => {
    if (result.reward === null) return null
    return members > 0 ? (result.members?.[member]?.reward ?? null) : result.reward
  }
  return Array.from({ length: Math.max(1, members) }, (_, member) =>
    results.map((result) => rewardOf(result, member)).filter((reward) => reward !== null),
  )
}
