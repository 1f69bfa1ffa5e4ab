import { type AnnotatorsReport, type ProjectReference, qualitySettings } from '@plackett/contracts'
import { goldPosterior, pairVotes } from '@plackett/preference'
import { authorize } from '../access/authorize.ts'
import { answersBy } from '../gold/answers-by.ts'
import { type GoldAnswered, goldAnswers } from '../gold/gold-answers.ts'
import { goldRecordOf } from '../gold/gold-record-of.ts'
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
  const byAnnotator = answersBy(await goldAnswers(db, { projectId }), 'annotatorId')
  const project = await db.project.findUniqueOrThrow({ where: { id: projectId }, select: { qualitySettings: true } })
  const { minimumAccuracy } = qualitySettings.parse(project.qualitySettings)
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
      gold: goldOf(byAnnotator.get(row.annotatorId) ?? [], minimumAccuracy),
    })),
  }
}

/** What gold tasks say of the accuracy; the interval is the posterior's. */
function goldOf(answers: GoldAnswered[], theta: number): AnnotatorsReport['annotators'][number]['gold'] {
  if (answers.length === 0) return null
  const { tasks, ...record } = goldRecordOf(answers)
  const { below, lower, upper } = goldPosterior(record, { theta })
  const n = record.right + record.wrong
  const accuracy = { value: record.right / Math.max(1, n), low: lower, high: upper, n }
  return { tasks, missedTasks: record.missedTasks, accuracy, below }
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
