import type { CreatedWebhook, CreateWebhookInput } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import { requireInstallationOwner } from '../access/require-installation-owner.ts'
import type { Scope } from '../scope/scope.ts'
import { webhookOf } from './webhook-of.ts'

/** Tells a program of a project's events from now on. The secret that signs them is answered once. */
export async function createWebhook(scope: Scope, input: CreateWebhookInput): Promise<CreatedWebhook> {
  await authorize(scope, 'webhook:change', input)
  if (input.allowPrivate) requireInstallationOwner(scope)
  const { projectId, url, events, allowPrivate } = input
  // 32 random bytes in base64, after the mark by which Standard Webhooks knows a secret.
  const secret = `whsec_${Buffer.from(scope.newSecret(), 'base64url').toString('base64')}`
  const data = { id: scope.newId(), projectId, url, events, allowPrivate, secret, createdAt: scope.now() }
  return { ...webhookOf(await scope.db.webhook.create({ data })), secret }
}
