import type { Project } from '@plackett/contracts'
import { requireInstallationOwner } from '../access/require-installation-owner.ts'
import { insertGuidelines } from '../guidelines/insert-guidelines.ts'
import { insertPrompts, type NewPrompt } from '../import/insert-prompts.ts'
import { newPrompt } from '../import/new-prompt.ts'
import { projectOf } from '../project/project-of.ts'
import { inTransaction } from '../scope/in-transaction.ts'
import type { Scope } from '../scope/scope.ts'
import { insertSampleAnswers } from './insert-sample-answers.ts'
import { readSampleFiles, type SampleFiles } from './sample-files.ts'

const dayMs = 86_400_000
const overlap = 3

/** Makes the sample project with its annotators and their answers of the last two weeks; the one that is there already stays. */
export async function loadSampleProject(scope: Scope): Promise<Project> {
  requireInstallationOwner(scope)
  const files = await readSampleFiles()
  const load = async (scope: Scope) => {
    // Two who load it at once wait for each other, so that there is one.
    await scope.db.$executeRaw`select pg_advisory_xact_lock(hashtext('plackett sample project'))`
    const present = await scope.db.project.findFirst({ where: { isSample: true } })
    return projectOf(present ?? (await insertSample(scope, files)))
  }
  return inTransaction(scope, load, { timeout: 60_000 })
}

async function insertSample(scope: Scope, files: SampleFiles) {
  const dayZero = new Date(scope.now().getTime() - 14 * dayMs)
  const project = await insertSampleProject(scope, { files, createdAt: dayZero })
  await insertGuidelines(scope, { projectId: project.id, version: 1, text: files.guidelines, createdAt: dayZero })
  const annotatorIds = await insertSampleAnnotators(scope, { files, projectId: project.id, createdAt: dayZero })
  const prompts = files.prompts.map((record) => newPrompt(scope, record))
  await insertPrompts(scope.db, { projectId: project.id, importId: null, overlap, createdAt: dayZero, prompts })
  const promptOf = new Map(prompts.map((prompt): [string, NewPrompt] => [prompt.externalId!, prompt]))
  await insertSampleAnswers(scope, { answers: files.answers, annotatorIds, promptOf, dayZero })
  return project
}

function insertSampleProject(
  { db, actor, newId }: Scope,
  { files, createdAt }: { files: SampleFiles; createdAt: Date },
) {
  const owner = actor.kind === 'person' ? [{ userId: actor.userId, role: 'owner' as const }] : []
  return db.project.create({
    data: {
      id: newId(),
      name: 'Sample project',
      description: 'Answers of four assistants to prompts in English and Chinese, ranked by five sample annotators.',
      guidelines: files.guidelines,
      overlap,
      isSample: true,
      createdAt,
      memberships: { create: owner },
    },
  })
}

/** Users who have no password and cannot log in. Returns their ids by the names that the answers use. */
async function insertSampleAnnotators(
  { db }: Scope,
  { files, projectId, createdAt }: { files: SampleFiles; projectId: string; createdAt: Date },
): Promise<Map<string, string>> {
  const users = files.annotators.map(({ id, name }) => {
    return { id: `sample-${id}`, name, email: `${id}@sample.invalid`, isSample: true, createdAt }
  })
  await db.user.createMany({ data: users, skipDuplicates: true })
  await db.membership.createMany({
    data: users.map(({ id }) => ({ projectId, userId: id, role: 'annotator', createdAt })),
  })
  return new Map(files.annotators.map(({ id }) => [id, `sample-${id}`]))
}
