import type { MyWork, ProjectReference } from '@plackett/contracts'
import { ClusteredShare, comparisonsOf } from '@plackett/preference'
import { authorize } from '../access/authorize.ts'
import { requirePerson } from '../access/require-person.ts'
import { shareEstimateOf } from '../quality/agreement-estimate-of.ts'
import { type JudgedTask, judgedTasks } from '../quality/judged-tasks.ts'
import { QualityTally } from '../quality/quality-tally.ts'
import type { Scope } from '../scope/scope.ts'
import { myCounts } from './my-counts.ts'

/** A person's own work in the project: how much, how fast, how far others agree, and what sways them. */
export async function viewMyWork(scope: Scope, { projectId }: ProjectReference): Promise<MyWork> {
  await authorize(scope, 'ranking:submit', { projectId })
  const { userId } = requirePerson(scope)
  const own = new QualityTally()
  const peers = new PeerTally(userId)
  for await (const task of judgedTasks(scope.db, { projectId, answeredBy: userId })) {
    own.add({ ...task, rankings: task.rankings.filter(({ annotatorId }) => annotatorId === userId) })
    peers.add(task)
  }
  const { position, earlier, longer } = own.result()
  return {
    ...(await myCounts(scope, { projectId, userId })),
    peers: peers.result(),
    position: position.map(({ completions, rankings, meanRanks, p }) => ({ completions, rankings, meanRanks, p })),
    earlier,
    longer,
  }
}

/** Of the pairs that one person and another both decided, those on which they prefer the same; interval by tasks. */
class PeerTally {
  readonly #share = new ClusteredShare()
  readonly #userId: string
  #tasks = 0

  constructor(userId: string) {
    this.#userId = userId
  }

  add({ rankings }: JudgedTask): void {
    const mine = rankings.find(({ annotatorId }) => annotatorId === this.#userId)
    const others = rankings.filter(({ annotatorId }) => annotatorId !== this.#userId)
    if (!mine || others.length === 0) return
    const { strict } = comparisonsOf(mine.ranks)
    const compared = others.flatMap(({ ranks }) =>
      strict.flatMap(({ better, worse }) => {
        const [first, second] = [ranks[better] ?? null, ranks[worse] ?? null]
        return first === null || second === null || first === second ? [] : [first < second]
      }),
    )
    this.#tasks += 1
    this.#share.add(compared.filter(Boolean).length, compared.length)
  }

  result(): MyWork['peers'] {
    const share = this.#share.result()
    return share && { agreement: shareEstimateOf(share), tasks: this.#tasks }
  }
}
