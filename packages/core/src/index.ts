import type * as c from '@plackett/contracts'

/** What a verb acts in. */
export interface Scope {
  baseUrl: string
}
type Verb<Input, Result> = (scope: Scope, input: Input) => Promise<Result>

export declare const viewSession: Verb<void, c.SessionView>
export declare const viewInvitation: Verb<c.InvitationToken, c.InvitationView>
export declare const acceptInvitation: Verb<c.AcceptInvitationInput, { userId: string }>
export declare const joinByInvitation: Verb<c.InvitationToken, { projectId: string }>
export declare const createInvitation: Verb<c.InviteInput, c.CreatedInvitation>
export declare const listInvitations: Verb<c.ProjectReference, c.InvitationListItem[]>
export declare const revokeInvitation: Verb<c.InvitationReference, void>
export declare const listProjects: Verb<void, c.ProjectSummary[]>
export declare const viewProject: Verb<c.ProjectReference, c.Project & { role: c.Role }>
export declare const createProject: Verb<c.CreateProjectInput, c.Project>
export declare const updateProject: Verb<c.UpdateProjectInput, c.Project>
export declare const loadSampleProject: Verb<void, c.Project>
export declare const viewProgress: Verb<c.ProjectReference, c.ProjectProgress>
export declare const listMembers: Verb<c.ProjectReference, c.Member[]>
export declare const setMemberRole: Verb<c.MemberRole, void>
export declare const removeMember: Verb<c.MemberReference, void>
export declare const listImports: Verb<c.ProjectReference, c.ImportListItem[]>
export declare const listTasks: Verb<c.ListTasksInput, c.Page<c.TaskSummary>>
export declare const viewTask: Verb<c.TaskReference, c.TaskDetail>
export declare const nextTask: Verb<c.NextTaskInput, c.NextTask>
export declare const renewAssignment: Verb<c.AssignmentReference, { leasedUntil: Date }>
export declare const releaseAssignment: Verb<c.AssignmentReference, void>
export declare const submitRanking: Verb<c.SubmitRankingInput, c.Ranking>
export declare const reviseRanking: Verb<c.ReviseRankingInput, c.Ranking>
export declare const listMyRankings: Verb<c.MyRankingsInput, c.Page<c.RankingHistoryItem>>
export declare const listDatasetVersions: Verb<c.ProjectReference, c.DatasetVersion[]>
export declare const viewDatasetVersion: Verb<c.DatasetVersionReference, c.DatasetVersion>
export declare const previewDatasetVersion: Verb<c.ProjectReference, c.DatasetCounts>
export declare const freezeDatasetVersion: Verb<c.FreezeDatasetVersionInput, c.DatasetVersion>
export declare const listTrainingRuns: Verb<c.ProjectReference, c.TrainingRun[]>
export declare const viewTrainingRun: Verb<c.TrainingRunReference, c.TrainingRun>
export declare const listTrainingMetrics: Verb<c.TrainingMetricsInput, c.TrainingMetric[]>
export declare const startTrainingRun: Verb<c.StartTrainingRunInput, c.TrainingRun>
export declare const cancelTrainingRun: Verb<c.TrainingRunReference, c.TrainingRun>
export declare const listRewardModels: Verb<c.ProjectReference, c.RewardModel[]>
export declare const viewRewardModel: Verb<c.RewardModelReference, c.RewardModel>
export declare const promoteRewardModel: Verb<c.RewardModelReference, c.RewardModel>
export declare const archiveRewardModel: Verb<c.RewardModelReference, c.RewardModel>
export declare const scoreCompletions: Verb<c.ScoreCompletionsInput, c.ScoreResponse>
export declare const listApiKeys: Verb<void, c.ApiKey[]>
export declare const createApiKey: Verb<c.CreateApiKeyInput, c.CreatedApiKey>
export declare const revokeApiKey: Verb<c.ApiKeyReference, void>
