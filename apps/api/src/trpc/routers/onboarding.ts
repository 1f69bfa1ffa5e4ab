import {
  answerLessonInput,
  createLessonInput,
  lesson,
  lessonFeedback,
  lessonReference,
  myOnboarding,
  onboardingOverview,
  onboardingSettings,
  projectReference,
  saveOnboardingInput,
} from '@plackett/contracts'
import {
  answerLesson,
  createLesson,
  removeLesson,
  saveOnboarding,
  viewMyOnboarding,
  viewOnboarding,
} from '@plackett/core'
import { procedure, router } from '../init.ts'

export const onboardingRouter = router({
  mine: procedure
    .input(projectReference)
    .output(myOnboarding)
    .query(({ ctx, input }) => viewMyOnboarding(ctx.scope, input)),

  answer: procedure
    .input(answerLessonInput)
    .output(lessonFeedback)
    .mutation(({ ctx, input }) => answerLesson(ctx.scope, input)),

  get: procedure
    .input(projectReference)
    .output(onboardingOverview)
    .query(({ ctx, input }) => viewOnboarding(ctx.scope, input)),

  save: procedure
    .input(saveOnboardingInput)
    .output(onboardingSettings)
    .mutation(({ ctx, input }) => saveOnboarding(ctx.scope, input)),

  createLesson: procedure
    .input(createLessonInput)
    .output(lesson)
    .mutation(({ ctx, input }) => createLesson(ctx.scope, input)),

  removeLesson: procedure.input(lessonReference).mutation(({ ctx, input }) => removeLesson(ctx.scope, input)),
})
