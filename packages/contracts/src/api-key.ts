import { z } from 'zod'
import { id } from './page.ts'

/** What a key may: ask for rewards, read, and change what there is. */
export const apiKeyScopes = ['score', 'read', 'write'] as const
export const apiKeyScope = z.enum(apiKeyScopes)
export type ApiKeyScope = z.infer<typeof apiKeyScope>

/** A key as its owner sees it later: `start` is all of its text that is kept readable. */
export const apiKey = z.object({
  id,
  name: z.string(),
  start: z.string(),
  scopes: z.array(apiKeyScope),
  createdAt: z.date(),
  expiresAt: z.date().nullable(),
  lastUsedAt: z.date().nullable(),
})
export type ApiKey = z.infer<typeof apiKey>

export const createApiKeyInput = z.object({
  name: z.string().trim().min(1).max(120),
  scopes: z
    .array(apiKeyScope)
    .min(1)
    .default([...apiKeyScopes]),
  expiresInDays: z.number().int().min(1).max(3_650).optional(),
})
export type CreateApiKeyInput = z.infer<typeof createApiKeyInput>

/** `key` is shown once and stored as a hash only. */
export const createdApiKey = z.object({ id, key: z.string() })
export type CreatedApiKey = z.infer<typeof createdApiKey>
