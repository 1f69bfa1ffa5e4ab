import { z } from 'zod'
import { qualitySettings } from './gold.ts'
import { labelSettings } from './label-settings.ts'
import { id } from './page.ts'
import { role } from './role.ts'
import { skill } from './skill.ts'

/** In which order tasks that nobody has begun are handed out. */
export const taskSelection = z.enum(['in_order', 'random', 'weighted'])
export type TaskSelection = z.infer<typeof taskSelection>

const fields = {
  name: z.string().trim().min(1).max(120),
  description: z.string().max(2_000),
  guidelines: z.string().max(100_000),
  overlap: z.number().int().min(1).max(50),
  leaseMinutes: z.number().int().min(1).max(1_440),
  taskSelection,
  /** Never 0: what is drawn regardless of the weights is the only unbiased part of a weighted selection. */
  auditShare: z.number().min(0.01).max(1),
  skipsBeforeReview: z.number().int().min(1).max(50),
  labelSettings,
  qualitySettings,
}

export const createProjectInput = z.object({
  name: fields.name,
  description: fields.description.default(''),
  guidelines: fields.guidelines.default(''),
  overlap: fields.overlap.default(2),
  leaseMinutes: fields.leaseMinutes.default(20),
  taskSelection: taskSelection.default('in_order'),
  auditShare: fields.auditShare.default(0.1),
  skipsBeforeReview: fields.skipsBeforeReview.default(3),
  labelSettings: labelSettings.prefault({}),
  qualitySettings: qualitySettings.prefault({}),
})
export type CreateProjectInput = z.infer<typeof createProjectInput>

export const updateProjectInput = z.object({ projectId: id, ...z.object(fields).partial().shape })
export type UpdateProjectInput = z.infer<typeof updateProjectInput>

export const project = z.object({
  id,
  ...fields,
  /** Counts from 1; each change of the guidelines is a new version. */
  guidelinesVersion: z.number().int(),
  isSample: z.boolean(),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Project = z.infer<typeof project>

/** A project as one of its members sees it. */
export const memberProject = project.extend({
  role,
  /** The version of the guidelines under which they ranked last; null if they ranked nothing yet. */
  rankedUnderGuidelines: z.number().int().nullable(),
})
export type MemberProject = z.infer<typeof memberProject>

/** A project as its members see it in their list. */
export const projectSummary = project
  .pick({ id: true, name: true, description: true, isSample: true, createdAt: true })
  .extend({ role, tasks: z.number().int(), completedTasks: z.number().int(), rankings: z.number().int() })
export type ProjectSummary = z.infer<typeof projectSummary>

/** How far a project is, counted live. */
export const projectProgress = z.object({
  tasks: z.number().int(),
  completedTasks: z.number().int(),
  /** Answers wanted in all (sum of overlaps) and given. */
  wantedRankings: z.number().int(),
  rankings: z.number().int(),
  notRankable: z.number().int(),
  /** Assignments leased to someone right now. */
  inProgress: z.number().int(),
  comparisons: z.number().int(),
  ties: z.number().int(),
  annotators: z.array(
    z.object({
      annotatorId: z.string(),
      name: z.string(),
      rankings: z.number().int(),
      medianSeconds: z.number().nullable(),
      lastRankingAt: z.date().nullable(),
    }),
  ),
  /** Rankings submitted per day, oldest first, in UTC. */
  perDay: z.array(z.object({ day: z.string(), rankings: z.number().int() })),
  /** When the wanted rankings will be given at the pace of the last days; null where nothing is left or no pace is known. */
  forecast: z
    .object({
      perDay: z.number(),
      doneAt: z.date(),
      /** The 95 % interval by how the days differ; `latestAt` is null where the pace may be none. */
      earliestAt: z.date(),
      latestAt: z.date().nullable(),
      /** How many days the pace is taken from. */
      days: z.number().int(),
    })
    .nullable(),
  /** Agreement between annotators on shared tasks; null where no task has two rankings. */
  agreement: z
    .object({
      /** Share of strict pairs on which two annotators agree, ties left out. */
      pairAgreement: z.number(),
      /** Krippendorff's alpha over pairs, null if undefined. */
      alpha: z.number().nullable(),
      pairs: z.number().int(),
      tasks: z.number().int(),
    })
    .nullable(),
})
export type ProjectProgress = z.infer<typeof projectProgress>

/** What a member can do, and how much of the work may be theirs. */
const memberTerms = {
  skills: z.array(skill).max(50),
  /** The most answers in all, and in one day (UTC). */
  quota: z.number().int().min(0).max(10_000_000).nullable(),
  dailyQuota: z.number().int().min(0).max(100_000).nullable(),
  /** The largest share of the project's wanted answers. */
  maxShare: z.number().min(0).max(1).nullable(),
}

export const setMemberTermsInput = z.object({
  projectId: id,
  userId: z.string().min(1).max(200),
  ...z.object(memberTerms).partial().shape,
})
export type SetMemberTermsInput = z.infer<typeof setMemberTermsInput>

export const member = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  ...memberTerms,
  isSample: z.boolean(),
  joinedAt: z.date(),
})
export type Member = z.infer<typeof member>
