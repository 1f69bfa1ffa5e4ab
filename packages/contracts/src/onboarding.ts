import { z } from 'zod'
import { message } from './message.ts'
import { id } from './page.ts'
import { tiers } from './ranking.ts'
import { shownCompletion } from './task.ts'

/** What newcomers do before they rank: nothing, unless the quiz is switched on and has lessons. */
export const onboardingSettings = z.object({
  /** Whether annotators must have passed the quiz. */
  isQuizRequired: z.boolean().default(false),
  /** The mean share of right pairs that passes it. */
  passShare: z.number().min(0).max(1).default(0.8),
  /** How often it may be taken; raising it lets those in who used up theirs. */
  attempts: z.number().int().min(1).max(20).default(3),
})
export type OnboardingSettings = z.infer<typeof onboardingSettings>

export const saveOnboardingInput = z.object({ projectId: id, settings: onboardingSettings })
export type SaveOnboardingInput = z.infer<typeof saveOnboardingInput>

/** In the tutorial the right answer follows each one given; in the quiz it is kept back. */
export const lessonStage = z.enum(['tutorial', 'quiz'])
export type LessonStage = z.infer<typeof lessonStage>

/** A task of the project whose right order is known, to learn or to be tested on. The task leaves the queue. */
export const createLessonInput = z.object({
  taskId: id,
  stage: lessonStage,
  tiers,
  explanation: z.string().trim().max(10_000).default(''),
})
export type CreateLessonInput = z.infer<typeof createLessonInput>

export const lessonReference = z.object({ lessonId: id })
export type LessonReference = z.infer<typeof lessonReference>

/** A lesson with its right answer, for engineers. */
export const lesson = z.object({
  id,
  taskId: id,
  stage: lessonStage,
  firstLine: z.string(),
  completions: z.array(shownCompletion),
  tiers,
  explanation: z.string(),
  answers: z.number().int(),
  /** Mean share of right pairs over all answers; null without any. */
  meanShare: z.number().nullable(),
  createdAt: z.date(),
})
export type Lesson = z.infer<typeof lesson>

/** One annotator's attempt at the quiz. */
export const quizResult = z.object({
  annotatorId: z.string(),
  annotator: z.string(),
  attempt: z.number().int(),
  share: z.number(),
  hasPassed: z.boolean(),
  createdAt: z.date(),
})
export type QuizResult = z.infer<typeof quizResult>

export const onboardingOverview = z.object({
  settings: onboardingSettings,
  lessons: z.array(lesson),
  results: z.array(quizResult),
})
export type OnboardingOverview = z.infer<typeof onboardingOverview>

/** A lesson as who is to answer it sees it: in an order of their own, without the right answer. */
export const shownLesson = z.object({
  id,
  stage: lessonStage,
  prompt: z.array(message),
  completions: z.array(shownCompletion),
  /** Which one it is of its stage, from 1. */
  number: z.number().int(),
  of: z.number().int(),
})
export type ShownLesson = z.infer<typeof shownLesson>

/** Where a newcomer stands. `next` is null where there is nothing left to answer. */
export const myOnboarding = z.object({
  isQuizRequired: z.boolean(),
  hasPassed: z.boolean(),
  tutorials: z.number().int(),
  quizzes: z.number().int(),
  attempt: z.number().int(),
  attempts: z.number().int(),
  passShare: z.number(),
  lastResult: z.object({ share: z.number(), hasPassed: z.boolean() }).nullable(),
  next: shownLesson.nullable(),
})
export type MyOnboarding = z.infer<typeof myOnboarding>

export const answerLessonInput = z.object({ lessonId: id, attempt: z.number().int().min(0), tiers })
export type AnswerLessonInput = z.infer<typeof answerLessonInput>

/** The right answer with its explanation after a tutorial lesson; after the last one of a quiz, how it went. */
export const lessonFeedback = z.object({
  right: z.object({ tiers, explanation: z.string(), share: z.number() }).nullable(),
  result: z.object({ share: z.number(), hasPassed: z.boolean() }).nullable(),
})
export type LessonFeedback = z.infer<typeof lessonFeedback>
