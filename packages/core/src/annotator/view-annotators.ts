import type { AnnotatorsReport, ProjectReference } from '@plackett/contracts'
import { pairVotes } from '@plackett/preference'
import { authorize } from '../access/authorize.ts'
import { judgedTasks } from '../quality/judged-tasks.ts'
import { keptStatistic } from '../quality/kept-statistic.ts'
import { namesOfAnnotators } from '../quality/names-of-annotators.ts'
import type { Scope } from '../scope/scope.ts'
import { annotatorStandings } from './annotator-standings.ts'
import { AnnotatorTally } from './annotator-tally.ts'
import { hintsOf } from './hints-of.ts'
import { Reliabilities } from './reliabilities.ts'
import { VotesUnlikeOthers } from './votes-unlike-others.ts'

type Figures = Omit<
  AnnotatorsReport['annotators'][number],
  'name' | 'isMember' | 'state' | 'isExcluded' | 'weight' | 'gold'
>

/** Who ranks how, with what stands of the decisions about them; the excluded are measured like all others. */
export async function viewAnnotators(scope: Scope, { projectId }: ProjectReference): Promise<AnnotatorsReport> {
  await authorize(scope, 'annotator:view', { projectId })
  const { computedAt, figures } = await keptStatistic(scope, {
    projectId,
    kind: 'annotators',
    input: {},
    compute: async () => ({ figures: await measureAnnotators(scope, projectId) }),
  })
  const { db } = scope
  const nameOf = await namesOfAnnotators(db, projectId)
  const standings = new Map((await annotatorStandings(db, { projectId })).map((row) => [row.annotatorId, row]))
  const members = await db.membership.findMany({ where: { projectId }, select: { userId: true } })
  const isMember = new Set(members.map(({ userId }) => userId))
  return {
    computedAt,
    annotators: figures.map((row) => ({
      state: 'active' as const,
      isExcluded: false,
      weight: 1,
      ...standings.get(row.annotatorId),
      ...row,
      name: nameOf.get(row.annotatorId) ?? row.annotatorId,
      isMember: isMember.has(row.annotatorId),
      gold: null,
    })),
  }
}

/** One pass over all judged tasks; the busiest first. */
async function measureAnnotators({ db }: Scope, projectId: string): Promise<Figures[]> {
  const tallies = new Map<string, AnnotatorTally>()
  const reliabilities = new Reliabilities()
  const unlikeOthers = new VotesUnlikeOthers()
  for await (const task of judgedTasks(db, { projectId, withExcluded: true })) {
    const votes = pairVotes(task.rankings.map(({ ranks }) => ranks))
    for (const ranking of task.rankings) {
      const tally = tallies.get(ranking.annotatorId) ?? new AnnotatorTally()
      tallies.set(ranking.annotatorId, tally)
      tally.add(task, ranking)
      if (task.rankings.length > 1) tally.addShared(ranking.ranks, votes, ranking.answeredAt)
    }
    reliabilities.add(task)
    unlikeOthers.add(task)
  }
  const reliabilityOf = reliabilities.result()
  return [...tallies]
    .map(([annotatorId, tally]) => {
      const { reversed, expectedAsShown, ...figures } = tally.result()
      const isUnlikeOthers = unlikeOthers.isUnlikeOthers(annotatorId)
      const hints = hintsOf({ reversed, expectedAsShown, ...figures }, { isUnlikeOthers })
      return { annotatorId, ...figures, reliability: reliabilityOf.get(annotatorId) ?? null, hints }
    })
    .sort((a, b) => b.rankings - a.rankings)
}
