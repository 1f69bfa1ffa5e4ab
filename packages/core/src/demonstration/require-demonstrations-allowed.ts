import { AppError, labelSettings } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'

/** DEMONSTRATIONS_NOT_ALLOWED where the label settings ask for none. */
export async function requireDemonstrationsAllowed({ db }: Scope, projectId: string): Promise<void> {
  const project = await db.project.findUniqueOrThrow({ where: { id: projectId }, select: { labelSettings: true } })
  if (!labelSettings.parse(project.labelSettings).allowDemonstrations) throw new AppError('DEMONSTRATIONS_NOT_ALLOWED')
}
