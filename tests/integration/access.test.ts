import { procedureKinds } from '@plackett/api/trpc'
import { freezeDatasetVersionInput, labelSettings } from '@plackett/contracts'
import {
  createInvitation,
  createLesson,
  createWebhook,
  freezeDatasetVersion,
  shareLeaderboard,
  startTrainingRun,
  writeDemonstration,
} from '@plackett/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callTrpc, createTestApp, type TestApp } from '../support/app.ts'
import { lease, submit } from '../support/rank.ts'

const actors = ['anonymous', 'outsider', 'annotator', 'reviewer', 'engineer', 'owner'] as const
type Actor = (typeof actors)[number]

/** The least of the actors who may call each procedure. A procedure that is not here fails the first test. */
const least: Record<string, Actor> = {
  'session.me': 'anonymous',
  'session.savePreferences': 'outsider',
  'invitation.view': 'anonymous',
  'invitation.accept': 'anonymous',
  'invitation.join': 'outsider',
  'invitation.create': 'owner',
  'invitation.list': 'owner',
  'invitation.revoke': 'owner',
  'webhook.list': 'owner',
  'webhook.create': 'owner',
  'webhook.end': 'owner',
  'webhook.deliveries': 'owner',
  'webhook.replay': 'owner',
  'project.list': 'outsider',
  'project.get': 'annotator',
  'project.create': 'owner',
  'project.update': 'engineer',
  'project.guidelines': 'annotator',
  'project.guidelinesVersions': 'engineer',
  'demonstration.nextPrompt': 'annotator',
  'demonstration.list': 'annotator',
  'demonstration.write': 'annotator',
  'demonstration.revise': 'annotator',
  'demonstration.review': 'reviewer',
  'onboarding.mine': 'annotator',
  'onboarding.answer': 'annotator',
  'onboarding.get': 'engineer',
  'onboarding.save': 'engineer',
  'onboarding.createLesson': 'engineer',
  'onboarding.removeLesson': 'engineer',
  'project.loadSample': 'owner',
  'project.progress': 'engineer',
  'project.members': 'owner',
  'project.setRole': 'owner',
  'project.setMemberTerms': 'owner',
  'project.removeMember': 'owner',
  'quality.report': 'engineer',
  'quality.selection': 'engineer',
  'quality.weighTasks': 'engineer',
  'gold.report': 'engineer',
  'gold.set': 'engineer',
  'gold.mine': 'annotator',
  'annotator.report': 'engineer',
  'annotator.decisions': 'engineer',
  'annotator.decide': 'engineer',
  'annotator.weighAll': 'engineer',
  'annotator.notice': 'annotator',
  'leaderboard.view': 'engineer',
  'leaderboard.share': 'engineer',
  'leaderboard.links': 'engineer',
  'leaderboard.revoke': 'engineer',
  'leaderboard.shared': 'anonymous',
  'import.list': 'engineer',
  'task.list': 'engineer',
  'task.get': 'engineer',
  'task.change': 'engineer',
  'task.weigh': 'engineer',
  'assignment.next': 'annotator',
  'assignment.skip': 'annotator',
  'assignment.renew': 'annotator',
  'assignment.release': 'annotator',
  'ranking.submit': 'annotator',
  'ranking.revise': 'annotator',
  'ranking.mine': 'annotator',
  'ranking.myWork': 'annotator',
  'ranking.adjudicate': 'reviewer',
  'review.list': 'reviewer',
  'review.get': 'reviewer',
  'review.decide': 'reviewer',
  'review.returnRanking': 'reviewer',
  'comment.thread': 'annotator',
  'comment.add': 'annotator',
  'comment.mentions': 'annotator',
  'comment.seeMentions': 'annotator',
  'assignment.saveDraft': 'annotator',
  'datasetVersion.list': 'engineer',
  'datasetVersion.get': 'engineer',
  'datasetVersion.preview': 'engineer',
  'datasetVersion.diff': 'engineer',
  'datasetVersion.freeze': 'engineer',
  'trainingRun.list': 'engineer',
  'trainingRun.get': 'engineer',
  'trainingRun.metrics': 'engineer',
  'trainingRun.start': 'engineer',
  'trainingRun.cancel': 'engineer',
  'rewardModel.list': 'engineer',
  'rewardModel.get': 'engineer',
  'rewardModel.compare': 'engineer',
  'rewardModel.promote': 'engineer',
  'rewardModel.archive': 'engineer',
  'rewardModel.score': 'engineer',
  'rewardModel.explain': 'engineer',
  'apiKey.list': 'engineer',
  'apiKey.create': 'engineer',
  'apiKey.revoke': 'engineer',
}

/** Words of the sample data that only engineers may read. */
const secrets = ['model-0', 'somebody else’s comment', 'engineer@example.org']

let setting: TestApp
let inputs: Record<string, unknown>
const cookies: Partial<Record<Actor, string>> = {}

beforeAll(async () => {
  setting = await createTestApp()
  const { world, app, logIn } = setting
  cookies.owner = await logIn('owner')
  const { id: projectId } = await world.project({
    overlap: 9,
    labelSettings: labelSettings.parse({ allowDemonstrations: true }),
  })
  await world.prompts(projectId, 4)
  cookies.engineer = await logIn('engineer', { projectId, role: 'engineer' })
  cookies.reviewer = await logIn('reviewer', { projectId, role: 'reviewer' })
  cookies.annotator = await logIn('annotator', { projectId, role: 'annotator' })
  const other = await world.project()
  cookies.outsider = await logIn('outsider', { projectId: other.id, role: 'annotator' })
  inputs = await inputsFor(projectId)
  expect(app).toBeDefined()
})
afterAll(() => setting.close())

/** Valid inputs about rows that exist, so that only the actor decides. */
async function inputsFor(projectId: string): Promise<Record<string, unknown>> {
  const { world, app } = setting
  const scope = app.scopeFor({ kind: 'automation' })
  const someone = await world.person({ projectId, role: 'annotator' })
  const assignment = await lease(someone, projectId)
  const ranking = await submit(someone, assignment)
  const demonstration = await writeDemonstration(someone, {
    projectId,
    about: { kind: 'own_prompt', prompt: 'p' },
    text: 't',
    activeMs: 1,
    idempotencyKey: world.key(),
  })
  const held = await lease(someone, projectId)
  const wish = { projectId, idempotencyKey: world.key(), trainShare: 1 }
  const version = await freezeDatasetVersion(scope, freezeDatasetVersionInput.parse(wish))
  const run = await startTrainingRun(scope, {
    projectId,
    datasetVersionId: version.id,
    idempotencyKey: world.key(),
    name: '',
    config: { backbone: 'ngram', objective: 'pairwise', seed: 1 },
  })
  const model = await world.db.rewardModel.create({
    data: {
      projectId,
      name: 'a',
      version: 1,
      backbone: 'ngram',
      artefactHash: '0'.repeat(64),
      report: aReport,
      codeVersion: '1',
    },
  })
  const invitation = await createInvitation(scope, { projectId, role: 'annotator', email: 'nobody@example.org' })
  const token = new URL(invitation.url).searchParams.get('token')!
  const config = { backbone: 'ngram', objective: 'pairwise', seed: 1 }
  const idempotencyKey = world.key()
  const about = { projectId, trainingRunId: run.id, rewardModelId: model.id, datasetVersionId: version.id }
  const board = await shareLeaderboard(scope, { projectId, isStyleControlled: false, intervals: 'tasks' })
  const boardToken = new URL(board.url).searchParams.get('token')!
  const wanted = { projectId, url: 'https://example.org', events: ['task.completed' as const], allowPrivate: false }
  const hook = await createWebhook(scope, wanted)
  const sent = { webhookId: hook.id, messageId: 'msg_1', event: 'task.completed', payload: {} }
  const delivery = await world.db.webhookDelivery.create({ data: sent })
  const tiers = assignment.completions.map(({ id }) => [id])
  const lesson = await createLesson(scope, { taskId: assignment.taskId, stage: 'tutorial', tiers, explanation: '' })
  return {
    'session.me': undefined,
    'session.savePreferences': {},
    'invitation.view': { token },
    'invitation.accept': { token, name: 'N', email: 'other@example.org', password: '0123456789' },
    'invitation.join': { token },
    'invitation.create': { projectId, role: 'annotator' },
    'webhook.create': { projectId, url: 'https://example.org/hook', events: ['ranking.submitted'] },
    'webhook.end': { webhookId: hook.id },
    'webhook.deliveries': { webhookId: hook.id },
    'webhook.replay': { deliveryId: delivery.id },
    'invitation.revoke': { id: '01900000-0000-7000-8000-000000000000' },
    'project.list': undefined,
    'project.create': { name: 'Another' },
    'project.update': { projectId, description: 'Changed' },
    'project.guidelines': { projectId, version: 1 },
    'demonstration.write': {
      projectId,
      about: { kind: 'own_prompt', prompt: 'p' },
      text: 't',
      activeMs: 1,
      idempotencyKey,
    },
    'demonstration.revise': { demonstrationId: demonstration.id, text: 't', activeMs: 1, idempotencyKey },
    'demonstration.review': { demonstrationId: demonstration.id, decision: 'rejected' },
    'onboarding.answer': { lessonId: lesson.id, attempt: 0, tiers },
    'onboarding.save': { projectId, settings: {} },
    'onboarding.createLesson': { taskId: assignment.taskId, stage: 'quiz', tiers },
    'onboarding.removeLesson': { lessonId: lesson.id },
    'project.loadSample': {},
    'project.setRole': { projectId, userId: someone.userId, role: 'annotator' },
    'project.setMemberTerms': { projectId, userId: someone.userId, skills: ['medicine'] },
    'project.removeMember': { projectId, userId: 'nobody' },
    'annotator.decisions': { projectId, annotatorId: someone.userId },
    'annotator.decide': { projectId, annotatorId: someone.userId, kind: 'message', text: 'Hello' },
    'gold.set': { taskId: held.taskId, gold: null },
    'leaderboard.revoke': { leaderboardLinkId: board.id },
    'leaderboard.shared': { token: boardToken },
    'task.get': { taskId: assignment.taskId },
    'task.change': { projectId, choice: { taskIds: [assignment.taskId] }, change: { priority: 1 } },
    'task.weigh': { projectId, weights: [{ taskId: assignment.taskId, weight: 1 }] },
    'assignment.next': { projectId },
    'assignment.skip': { assignmentId: held.id, reason: 'later' },
    'assignment.renew': { assignmentId: held.id },
    'assignment.release': { assignmentId: held.id },
    'ranking.submit': { kind: 'not_rankable', assignmentId: held.id, idempotencyKey, activeMs: 1, reason: 'x' },
    'ranking.adjudicate': { taskId: assignment.taskId, idempotencyKey, activeMs: 1, tiers },
    'review.get': { taskId: assignment.taskId },
    'review.decide': { taskId: assignment.taskId, kind: 'settle' },
    'review.returnRanking': { rankingId: ranking.id, comment: 'Look again.' },
    'comment.thread': { taskId: assignment.taskId },
    'comment.add': { taskId: assignment.taskId, text: 'A word.' },
    'assignment.saveDraft': { assignmentId: held.id, draft: { tiers: [], activeMs: 1, madeAt: 1 } },
    'ranking.revise': { rankingId: ranking.id, idempotencyKey, activeMs: 1, tiers },
    'datasetVersion.freeze': { projectId, idempotencyKey },
    'datasetVersion.diff': { datasetVersionId: version.id, otherId: version.id },
    'trainingRun.start': { ...about, idempotencyKey, config },
    'rewardModel.compare': { firstId: model.id, secondId: model.id },
    'rewardModel.score': { rewardModelId: model.id, prompt: 'p', completions: ['c'] },
    'rewardModel.explain': { rewardModelId: model.id, prompt: 'p', completion: 'c' },
    'apiKey.list': undefined,
    'apiKey.create': { name: 'key' },
    'apiKey.revoke': { id: '01900000-0000-7000-8000-000000000000' },
    ...Object.fromEntries(
      ['trainingRun.get', 'trainingRun.metrics', 'trainingRun.cancel', 'rewardModel.get', 'rewardModel.promote']
        .concat(['rewardModel.archive', 'datasetVersion.get'])
        .map((path) => [path, about]),
    ),
    default: { projectId },
  }
}

const aReport = {
  accuracy: null,
  lengthBaseline: null,
  humanCeiling: null,
  logLoss: null,
  lengthCorrelation: null,
  rewardMean: 0,
  rewardDeviation: 1,
  pairs: 0,
  prompts: 0,
  rankings: 0,
}

test('the table names every procedure, and no other', () => {
  expect(Object.keys(least).sort()).toEqual(Object.keys(procedureKinds).sort())
})

describe.each(actors)('%s', (actor) => {
  test.each(Object.keys(least))('%s', async (path) => {
    const input = path in inputs ? inputs[path] : inputs.default
    const cookie = cookies[actor]
    const { code, payload } = await callTrpc(setting.app, {
      path,
      kind: procedureKinds[path]!,
      input,
      ...(cookie && { cookie }),
    })
    expect(code).not.toBe('INVALID_INPUT')
    expect(code).not.toBe('INTERNAL')
    const isAllowed = actors.indexOf(actor) >= actors.indexOf(least[path]!)
    if (isAllowed) expect(['UNAUTHENTICATED', 'FORBIDDEN', 'PROJECT_NOT_FOUND']).not.toContain(code)
    else expect(code).toEqual(refusal(actor, path))
    // A shared leaderboard names models: that is what its link is for.
    if (path === 'leaderboard.shared') return
    if (actor !== 'engineer' && actor !== 'owner') for (const secret of secrets) expect(payload).not.toContain(secret)
  })
})

/** Nobody known is told to log in; a member that the role is too small; anyone else nothing about what there is. */
function refusal(actor: Actor, path: string): unknown {
  if (actor === 'anonymous') return 'UNAUTHENTICATED'
  const isOfInstallation = [
    'project.create',
    'project.loadSample',
    'apiKey.list',
    'apiKey.create',
    'apiKey.revoke',
  ].includes(path)
  if (isOfInstallation) return 'FORBIDDEN'
  if (path === 'invitation.revoke') return 'INVITATION_INVALID'
  return actor === 'outsider' ? expect.stringMatching(/_NOT_FOUND$/) : 'FORBIDDEN'
}
