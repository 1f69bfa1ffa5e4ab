import {
  acceptInvitationInput,
  createdInvitation,
  invitationListItem,
  invitationReference,
  invitationToken,
  invitationView,
  inviteInput,
  projectReference,
} from '@plackett/contracts'
import {
  acceptInvitation,
  createInvitation,
  joinByInvitation,
  listInvitations,
  revokeInvitation,
  viewInvitation,
} from '@plackett/core'
import { z } from 'zod'
import { procedure, router } from '../init.ts'

export const invitationRouter = router({
  view: procedure
    .input(invitationToken)
    .output(invitationView)
    .query(({ ctx, input }) => viewInvitation(ctx.scope, input)),

  accept: procedure
    .input(acceptInvitationInput)
    .output(z.object({ userId: z.string() }))
    .mutation(({ ctx, input }) => acceptInvitation(ctx.scope, input)),

  join: procedure
    .input(invitationToken)
    .output(z.object({ projectId: z.string() }))
    .mutation(({ ctx, input }) => joinByInvitation(ctx.scope, input)),

  create: procedure
    .input(inviteInput)
    .output(createdInvitation)
    .mutation(({ ctx, input }) => createInvitation(ctx.scope, input)),

  list: procedure
    .input(projectReference)
    .output(z.array(invitationListItem))
    .query(({ ctx, input }) => listInvitations(ctx.scope, input)),

  revoke: procedure.input(invitationReference).mutation(({ ctx, input }) => revokeInvitation(ctx.scope, input)),
})
