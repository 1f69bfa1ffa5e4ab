import { z } from 'zod'
import { preferences } from './preferences.ts'

/** Who is logged in; `needsSetup` while the installation has no owner yet. */
export const sessionView = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), isOwner: z.boolean(), preferences }).nullable(),
  needsSetup: z.boolean(),
})
export type SessionView = z.infer<typeof sessionView>
