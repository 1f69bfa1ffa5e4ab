import { apiKey, apiKeyReference, createApiKeyInput, createdApiKey } from '@plackett/contracts'
import { createApiKey, listApiKeys, revokeApiKey } from '@plackett/core'
import { z } from 'zod'
import { procedure, router } from '../init.ts'

export const apiKeyRouter = router({
  list: procedure.output(z.array(apiKey)).query(({ ctx }) => listApiKeys(ctx.scope)),

  create: procedure
    .input(createApiKeyInput)
    .output(createdApiKey)
    .mutation(({ ctx, input }) => createApiKey(ctx.scope, input)),

  revoke: procedure.input(apiKeyReference).mutation(({ ctx, input }) => revokeApiKey(ctx.scope, input)),
})
