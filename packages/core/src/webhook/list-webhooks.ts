import type { ProjectReference, Webhook } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'
import { webhookOf } from './webhook-of.ts'

/** The project's webhooks, ended ones too, the newest first. */
export async function listWebhooks(scope: Scope, { projectId }: ProjectReference): Promise<Webhook[]> {
  await authorize(scope, 'webhook:view', { projectId })
  return (await scope.db.webhook.findMany({ where: { projectId }, orderBy: { id: 'desc' } })).map(webhookOf)
}
