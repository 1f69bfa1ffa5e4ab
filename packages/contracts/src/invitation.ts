import { z } from 'zod'
import { id } from './page.ts'
import { role } from './role.ts'

export const inviteInput = z.object({ projectId: id, email: z.email().optional(), role })
export type InviteInput = z.infer<typeof inviteInput>

/** `url` is shown once, to who invited; the token is stored as a hash only. */
export const createdInvitation = z.object({ id, url: z.string(), expiresAt: z.date() })
export type CreatedInvitation = z.infer<typeof createdInvitation>

export const acceptInvitationInput = z.object({
  token: z.string().min(20).max(200),
  name: z.string().trim().min(1).max(120),
  email: z.email(),
  password: z.string().min(10).max(200),
})
export type AcceptInvitationInput = z.infer<typeof acceptInvitationInput>

/** What a link leads to, before it is accepted. `isSetup`: the first account, which owns the installation. */
export const invitationView = z.object({
  isSetup: z.boolean(),
  projectName: z.string().nullable(),
  role: role.nullable(),
  email: z.string().nullable(),
  expiresAt: z.date(),
})
export type InvitationView = z.infer<typeof invitationView>

/** An invitation in the members list; its link is not kept. */
export const invitationListItem = z.object({
  id,
  email: z.string().nullable(),
  role: role.nullable(),
  expiresAt: z.date(),
  acceptedAt: z.date().nullable(),
})
export type InvitationListItem = z.infer<typeof invitationListItem>
