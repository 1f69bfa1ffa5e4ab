import { qualitySettings } from '@plackett/contracts'
import { goldPosterior } from '@plackett/preference'
import { annotatorStandings } from '../annotator/annotator-standings.ts'
import type { SystemScope } from '../scope/scope.ts'
import { goldAnswers } from './gold-answers.ts'
import { goldRecordOf } from './gold-record-of.ts'

/** So many gold tasks end a retraining, if they went well. */
const tasksOfRetraining = 3

/**
 * After an answer to a gold task: pauses who is below the accuracy asked for with a probability above 95 % (after two missed
 * tasks at least), and ends a retraining that went well. Only answers since the last resumption or retraining count, so that
 * a person who was given another chance has one. Call it in the transaction that wrote the answer.
 */
export async function judgeByGold(
  scope: SystemScope,
  { projectId, annotatorId }: { projectId: string; annotatorId: string },
): Promise<void> {
  const { db, now, newId } = scope
  const project = await db.project.findUniqueOrThrow({ where: { id: projectId }, select: { qualitySettings: true } })
  const settings = qualitySettings.parse(project.qualitySettings)
  const [standing] = await annotatorStandings(db, { projectId, annotatorId })
  const state = standing?.state ?? 'active'
  if (state === 'paused') return
  const record = goldRecordOf(
    await goldAnswers(db, { projectId, annotatorId, after: await lastChance(scope, projectId, annotatorId) }),
  )
  const { pause } = goldPosterior(record, { theta: settings.minimumAccuracy })
  const decide = (kind: 'pause' | 'resume', text: string) =>
    db.annotatorDecision.create({
      data: { id: newId(), projectId, annotatorId, kind, text, createdById: null, createdAt: now() },
    })
  const share = record.right / Math.max(1, record.right + record.wrong)
  if (pause && settings.pausesByGold)
    await decide('pause', `Gold tasks: ${record.right} of ${record.right + record.wrong} pairs in the expected order.`)
  else if (state === 'retraining' && record.tasks >= tasksOfRetraining && share >= settings.minimumAccuracy) {
    await decide('resume', `Gold tasks: ${record.right} of ${record.right + record.wrong} pairs in the expected order.`)
  }
}

async function lastChance({ db }: SystemScope, projectId: string, annotatorId: string): Promise<Date | null> {
  const last = await db.annotatorDecision.findFirst({
    where: { projectId, annotatorId, kind: { in: ['resume', 'retrain'] } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { createdAt: true },
  })
  return last?.createdAt ?? null
}
