import {
  type Assignment,
  type Message,
  type NextTask,
  type NextTaskInput,
  type NoTaskReason,
  roleCovers,
} from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { requirePerson } from '../access/require-person.ts'
import { annotatorStandings } from '../annotator/annotator-standings.ts'
import { draftOf } from '../draft/draft-of.ts'
import { leaseGold } from '../gold/lease-gold.ts'
import { isQualified } from '../onboarding/is-qualified.ts'
import { databaseErrorOf } from '../scope/database-error.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { Scope } from '../scope/scope.ts'
import { type AnnotatorTerms, annotatorTerms, isLimited } from './annotator-terms.ts'
import { lapseLeases } from './lapse-leases.ts'
import { type LeasedAssignment, type LeaseWish, leaseNextAssignment } from './lease-next-assignment.ts'
import { limitReached } from './limit-reached.ts'
import { whyNoTask } from './why-no-task.ts'

/** Leases the next task to the annotator, or says why there is none. */
export async function nextTask(scope: Scope, { projectId, holding }: NextTaskInput): Promise<NextTask> {
  const role = await authorize(scope, 'assignment:take', { projectId })
  const { userId: annotatorId } = requirePerson(scope)
  const mustPass = !roleCovers(role, 'reviewer')
  if (mustPass && !(await isQualified(scope.db, { projectId, annotatorId })))
    return { kind: 'none', reason: 'not_qualified' }
  const state = await stateOf(scope.db, { projectId, annotatorId })
  if (state === 'paused') return { kind: 'none', reason: 'you_are_paused' }
  await lapseLeases(scope, projectId)
  const terms = await annotatorTerms(scope.db, { projectId, annotatorId })
  const wish = {
    projectId,
    annotatorId,
    skills: terms.skills,
    holding,
    onlyHeld: false,
    draw: drawOf(terms, scope.random()),
    gold: state === 'retraining' ? ('only' as const) : isGold(terms, scope.random()) ? ('first' as const) : null,
    leasedUntil: new Date(scope.now().getTime() + terms.leaseMinutes * 60_000),
  }
  const { leased, reason } = await oneOfTwins(() => leaseWithinLimits(scope, { wish, terms }))
  if (leased === null && state === 'retraining') return { kind: 'none', reason: 'you_are_paused' }
  if (leased === null) return { kind: 'none', reason: reason ?? (await whyNoTask(scope.db, wish)) }
  return { kind: 'task', assignment: await shownAssignment(scope, leased, { projectId, annotatorId }) }
}

/** What decisions let them do: anything, gold tasks alone, or only submit what they hold. */
async function stateOf(db: Scope['db'], who: { projectId: string; annotatorId: string }) {
  const [standing] = await annotatorStandings(db, who)
  return standing?.state ?? 'active'
}

/** Whether the next task is a gold task, if one is left for them. */
function isGold({ qualitySettings }: AnnotatorTerms, random: number): boolean {
  return random < qualitySettings.goldRate
}

/** Of a weighted selection a share is drawn regardless of the weights. */
function drawOf({ taskSelection, auditShare }: AnnotatorTerms, random: number): LeaseWish['draw'] {
  return taskSelection === 'weighted' && random < auditShare ? 'audit' : taskSelection
}

interface Wish extends LeaseWish {
  gold: 'first' | 'only' | null
}

interface Take {
  leased: LeasedAssignment | null
  /** The limit that leaves only what the person holds. */
  reason: NoTaskReason | null
}

async function leaseWithinLimits(scope: Scope, { wish, terms }: { wish: Wish; terms: AnnotatorTerms }): Promise<Take> {
  if (!isLimited(terms)) return { leased: await leaseOne(scope, wish), reason: null }
  return inTransaction(scope, async (scope) => {
    const reason = await limitReached(scope, { ...wish, terms })
    return { leased: await leaseOne(scope, { ...wish, onlyHeld: reason !== null }), reason }
  })
}

/** A gold task where its turn has come and one is left, or else one of the others; what they hold comes before either. */
async function leaseOne({ db, now }: Scope, { gold, ...wish }: Wish): Promise<LeasedAssignment | null> {
  const drawn = gold === null || wish.onlyHeld ? null : await leaseGold(db, { ...wish, now: now() })
  return drawn ?? leaseNextAssignment(db, { ...wish, onlyHeld: wish.onlyHeld || gold === 'only' })
}

/**
 * Two requests of one annotator at the same moment can pick two slots of one task; the unique key on task and annotator
 * lets only one of them, and the other picks anew: then it finds what the first one took.
 */
async function oneOfTwins<T>(take: () => Promise<T>, tries = 5): Promise<T> {
  try {
    return await take()
  } catch (error) {
    if (tries === 1 || databaseErrorOf(error) !== 'unique_violation') throw error
    return oneOfTwins(take, tries - 1)
  }
}

/** The task as the annotator sees it: texts in the order drawn, and nothing else about them. */
async function shownAssignment(
  { db }: Scope,
  { id, taskId, shownOrder, leasedUntil }: LeasedAssignment,
  { projectId, annotatorId }: { projectId: string; annotatorId: string },
): Promise<Assignment> {
  const { project, prompt } = await db.task.findUniqueOrThrow({
    where: { id: taskId },
    select: {
      project: { select: { updatedAt: true } },
      prompt: {
        select: { messages: true, reference: true, context: true, completions: { select: { id: true, text: true } } },
      },
    },
  })
  const draft = await db.draft.findUnique({ where: { assignmentId_annotatorId: { assignmentId: id, annotatorId } } })
  const completions = new Map(prompt.completions.map((completion) => [completion.id, completion]))
  return {
    id,
    taskId,
    projectId,
    prompt: prompt.messages as unknown as Message[],
    background: { reference: prompt.reference, context: prompt.context as string[] },
    completions: shownOrder.map((completionId) => completions.get(completionId)!),
    leasedUntil,
    draft: draft && draftOf(draft),
    projectUpdatedAt: project.updatedAt,
  }
}
