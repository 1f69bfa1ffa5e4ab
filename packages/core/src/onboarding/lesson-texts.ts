import type { Lesson, Message, ShownCompletion, Tiers } from '@plackett/contracts'
import type { Prisma } from '@plackett/db'

/** What a lesson's row is loaded with, to be shown. */
export const withTexts = {
  task: {
    select: {
      prompt: {
        select: {
          messages: true,
          completions: { select: { id: true, text: true }, orderBy: { position: 'asc' } },
        },
      },
    },
  },
} as const satisfies Prisma.LessonInclude

export type LessonRow = Prisma.LessonGetPayload<{ include: typeof withTexts }>

export interface LessonTexts {
  prompt: Message[]
  completions: ShownCompletion[]
  tiers: Tiers
}

export function textsOf({ task, tiers }: LessonRow): LessonTexts {
  const { messages, completions } = task.prompt
  return { prompt: messages as unknown as Message[], completions, tiers: tiers as Tiers }
}

/** The first line of the last message. */
export function firstLineOf(prompt: Message[]): Lesson['firstLine'] {
  return (prompt.at(-1)?.content.trim().split('\n', 1)[0] ?? '').slice(0, 300)
}
