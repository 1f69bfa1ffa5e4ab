import type { NewPrompt } from '../import/insert-prompts.ts'
import { type Answer, hashOfAnswer } from '../ranking/answer.ts'
import { insertRanking } from '../ranking/insert-ranking.ts'
import type { Scope } from '../scope/scope.ts'
import { countAnswer } from '../task/count-answer.ts'
import { measureDisagreement } from '../task/measure-disagreement.ts'
import type { SampleAnswer } from './sample-files.ts'

export interface SampleAnswers {
  answers: SampleAnswer[]
  /** By the names that the answers use. */
  annotatorIds: Map<string, string>
  /** By the ids that the answers use. */
  promptOf: Map<string, NewPrompt>
  dayZero: Date
}

/** Enters the sample's answers as if each annotator had submitted them then. */
export async function insertSampleAnswers(scope: Scope, { answers, ...sample }: SampleAnswers): Promise<void> {
  for (const sampleAnswer of answers) {
    const prompt = sample.promptOf.get(sampleAnswer.promptId)!
    const annotatorId = sample.annotatorIds.get(sampleAnswer.annotator)!
    const createdAt = new Date(sample.dayZero.getTime() + sampleAnswer.submittedDayOffset * 86_400_000)
    const assignment = await takeSlot(scope, { taskId: prompt.taskId, annotatorId, createdAt })
    await countAnswer(scope.db, { taskId: prompt.taskId, now: createdAt })
    const answer = answerOf(sampleAnswer, prompt)
    await insertRanking(scope, {
      assignment: { ...assignment, shownOrder: prompt.completions.map(({ id }) => id) },
      annotatorId,
      revision: 1,
      idempotencyKey: `sample-${assignment.id}`,
      inputHash: hashOfAnswer(assignment.id, answer),
      answer,
      guidelinesVersion: 1,
      activeMs: sampleAnswer.activeMs,
      createdAt,
    })
  }
  const answered = new Set(answers.map(({ promptId }) => sample.promptOf.get(promptId)!.taskId))
  for (const taskId of answered) await measureDisagreement(scope.db, taskId)
}

async function takeSlot(
  { db }: Scope,
  { taskId, annotatorId, createdAt }: { taskId: string; annotatorId: string; createdAt: Date },
) {
  const free = await db.assignment.findFirstOrThrow({
    where: { taskId, submittedAt: null },
    orderBy: { slot: 'asc' },
    select: { id: true },
  })
  return db.assignment.update({ where: { id: free.id }, data: { annotatorId, submittedAt: createdAt } })
}

function answerOf({ tiers, notRankable }: SampleAnswer, { completions }: NewPrompt): Answer {
  if (tiers === undefined) return { kind: 'not_rankable', reason: notRankable ?? '' }
  return { kind: 'ranking', tiers: tiers.map((tier) => tier.map((place) => completions[place]!.id)) }
}
