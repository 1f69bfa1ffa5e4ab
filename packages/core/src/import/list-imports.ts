import { type ImportListItem, importReport, type ProjectReference } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'

/** The project's imports, the newest first. */
export async function listImports(scope: Scope, { projectId }: ProjectReference): Promise<ImportListItem[]> {
  await authorize(scope, 'task:view', { projectId })
  const rows = await scope.db.import.findMany({ where: { projectId }, orderBy: { id: 'desc' } })
  return rows.map(({ report, createdAt }) => ({ ...importReport.parse(report), createdAt }))
}
