import { z } from 'zod'
import { id } from './page.ts'
import { role } from './role.ts'

/** Inputs that only name what they are about. */
export const projectReference = z.object({ projectId: id })
export type ProjectReference = z.infer<typeof projectReference>

export const memberReference = z.object({ projectId: id, userId: z.string().min(1).max(200) })
export type MemberReference = z.infer<typeof memberReference>

export const memberRole = memberReference.extend({ role })
export type MemberRole = z.infer<typeof memberRole>

export const taskReference = z.object({ taskId: id })
export type TaskReference = z.infer<typeof taskReference>

export const assignmentReference = z.object({ assignmentId: id })
export type AssignmentReference = z.infer<typeof assignmentReference>

export const datasetVersionReference = z.object({ datasetVersionId: id })
export type DatasetVersionReference = z.infer<typeof datasetVersionReference>

export const trainingRunReference = z.object({ trainingRunId: id })
export type TrainingRunReference = z.infer<typeof trainingRunReference>

export const rewardModelReference = z.object({ rewardModelId: id })
export type RewardModelReference = z.infer<typeof rewardModelReference>

export const apiKeyReference = z.object({ id })
export type ApiKeyReference = z.infer<typeof apiKeyReference>

export const invitationReference = z.object({ id })
export type InvitationReference = z.infer<typeof invitationReference>

/** The secret of an invitation's link. */
export const invitationToken = z.object({ token: z.string().min(20).max(200) })
export type InvitationToken = z.infer<typeof invitationToken>
