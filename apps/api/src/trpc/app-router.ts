import { router } from './init.ts'
import { annotatorRouter } from './routers/annotator.ts'
import { apiKeyRouter } from './routers/api-key.ts'
import { assignmentRouter } from './routers/assignment.ts'
import { commentRouter } from './routers/comment.ts'
import { datasetVersionRouter } from './routers/dataset-version.ts'
import { demonstrationRouter } from './routers/demonstration.ts'
import { goldRouter } from './routers/gold.ts'
import { importRouter } from './routers/import.ts'
import { invitationRouter } from './routers/invitation.ts'
import { leaderboardRouter } from './routers/leaderboard.ts'
import { onboardingRouter } from './routers/onboarding.ts'
import { projectRouter } from './routers/project.ts'
import { qualityRouter } from './routers/quality.ts'
import { rankingRouter } from './routers/ranking.ts'
import { reviewRouter } from './routers/review.ts'
import { rewardModelRouter } from './routers/reward-model.ts'
import { sessionRouter } from './routers/session.ts'
import { taskRouter } from './routers/task.ts'
import { trainingRunRouter } from './routers/training-run.ts'
import { webhookRouter } from './routers/webhook.ts'

/** Everything that the screens ask for. The web app imports this type, and no value. */
export const appRouter = router({
  session: sessionRouter,
  invitation: invitationRouter,
  project: projectRouter,
  import: importRouter,
  task: taskRouter,
  assignment: assignmentRouter,
  quality: qualityRouter,
  gold: goldRouter,
  annotator: annotatorRouter,
  leaderboard: leaderboardRouter,
  ranking: rankingRouter,
  demonstration: demonstrationRouter,
  review: reviewRouter,
  comment: commentRouter,
  onboarding: onboardingRouter,
  datasetVersion: datasetVersionRouter,
  trainingRun: trainingRunRouter,
  rewardModel: rewardModelRouter,
  apiKey: apiKeyRouter,
  webhook: webhookRouter,
})

export type AppRouter = typeof appRouter
