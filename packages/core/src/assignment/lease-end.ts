import type { Scope } from '../scope/scope.ts'

/** When a lease that begins now ends. */
export async function leaseEnd({ db, now }: Scope, projectId: string): Promise<Date> {
  const { leaseMinutes } = await db.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { leaseMinutes: true },
  })
  return new Date(now().getTime() + leaseMinutes * 60_000)
}
