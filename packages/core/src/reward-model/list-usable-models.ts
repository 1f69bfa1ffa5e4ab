import type { Scope } from '../scope/scope.ts'
import { usableBy } from './resolve-reward-model.ts'

/** References (`name@version`) of the models that the actor may score with, those in production first. */
export async function listUsableModels(scope: Pick<Scope, 'db' | 'actor'>): Promise<string[]> {
  const rows = await scope.db.rewardModel.findMany({
    where: { AND: [usableBy(scope.actor), { stage: { in: ['production', 'candidate'] } }] },
    select: { name: true, version: true, stage: true },
    orderBy: [{ name: 'asc' }, { version: 'desc' }],
  })
  const inProduction = rows.filter(({ stage }) => stage === 'production')
  const others = rows.filter(({ stage }) => stage !== 'production')
  return [...inProduction, ...others].map(({ name, version }) => `${name}@${version}`)
}
