import { z } from 'zod'
import { id } from './page.ts'

/** A key as its owner sees it later: `start` is all of its text that is kept readable. */
export const apiKey = z.object({
  id,
  name: z.string(),
  start: z.string(),
  createdAt: z.date(),
  expiresAt: z.date().nullable(),
  lastUsedAt: z.date().nullable(),
})
export type ApiKey = z.infer<typeof apiKey>

export const createApiKeyInput = z.object({
  name: z.string().trim().min(1).max(120),
  expiresInDays: z.number().int().min(1).max(3_650).optional(),
})
export type CreateApiKeyInput = z.infer<typeof createApiKeyInput>

/** `key` is shown once and stored as a hash only. */
export const createdApiKey = z.object({ id, key: z.string() })
export type CreatedApiKey = z.infer<typeof createdApiKey>
