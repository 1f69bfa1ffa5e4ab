import { AppError, type GuidelinesReference, type GuidelinesText } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'

/** The text of one version. Throws GUIDELINES_NOT_FOUND. */
export async function viewGuidelines(scope: Scope, reference: GuidelinesReference): Promise<GuidelinesText> {
  const { projectId, version } = reference
  await authorize(scope, 'project:view', { projectId })
  const row = await scope.db.guidelines.findUnique({ where: { projectId_version: { projectId, version } } })
  if (row === null) throw new AppError('GUIDELINES_NOT_FOUND', { version })
  return { version, text: row.text, createdAt: row.createdAt }
}
