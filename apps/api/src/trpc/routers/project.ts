import {
  createProjectInput,
  guidelinesReference,
  guidelinesSummary,
  guidelinesText,
  member,
  memberProject,
  memberReference,
  memberRole,
  project,
  projectProgress,
  projectReference,
  projectSummary,
  setMemberTermsInput,
  updateProjectInput,
} from '@plackett/contracts'
import {
  createProject,
  listGuidelines,
  listMembers,
  listProjects,
  loadSampleProject,
  removeMember,
  setMemberRole,
  setMemberTerms,
  updateProject,
  viewGuidelines,
  viewProgress,
  viewProject,
} from '@plackett/core'
import { z } from 'zod'
import { procedure, router } from '../init.ts'

export const projectRouter = router({
  list: procedure.output(z.array(projectSummary)).query(({ ctx }) => listProjects(ctx.scope)),

  get: procedure
    .input(projectReference)
    .output(memberProject)
    .query(({ ctx, input }) => viewProject(ctx.scope, input)),

  create: procedure
    .input(createProjectInput)
    .output(project)
    .mutation(({ ctx, input }) => createProject(ctx.scope, input)),

  update: procedure
    .input(updateProjectInput)
    .output(project)
    .mutation(({ ctx, input }) => updateProject(ctx.scope, input)),

  guidelines: procedure
    .input(guidelinesReference)
    .output(guidelinesText)
    .query(({ ctx, input }) => viewGuidelines(ctx.scope, input)),

  guidelinesVersions: procedure
    .input(projectReference)
    .output(z.array(guidelinesSummary))
    .query(({ ctx, input }) => listGuidelines(ctx.scope, input)),

  loadSample: procedure
    .input(z.object({}).optional())
    .output(project)
    .mutation(({ ctx }) => loadSampleProject(ctx.scope)),

  progress: procedure
    .input(projectReference)
    .output(projectProgress)
    .query(({ ctx, input }) => viewProgress(ctx.scope, input)),

  members: procedure
    .input(projectReference)
    .output(z.array(member))
    .query(({ ctx, input }) => listMembers(ctx.scope, input)),

  setRole: procedure.input(memberRole).mutation(({ ctx, input }) => setMemberRole(ctx.scope, input)),

  setMemberTerms: procedure.input(setMemberTermsInput).mutation(({ ctx, input }) => setMemberTerms(ctx.scope, input)),

  removeMember: procedure.input(memberReference).mutation(({ ctx, input }) => removeMember(ctx.scope, input)),
})
