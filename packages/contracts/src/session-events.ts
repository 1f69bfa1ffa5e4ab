import { z } from 'zod'

/**
 * What happened while an answer was made, as compactly as it can be read again: milliseconds since the task was shown, what
 * it was, and for a move the order after it as it is typed (`2 1=4`). It is the evidence of how the answer came about.
 */
export const sessionEvent = z.union([
  z.tuple([
    z.number().int().min(0).max(604_800_000),
    z.enum(['shown', 'left', 'back', 'compared', 'guidelines', 'submitted']),
  ]),
  z.tuple([z.number().int().min(0).max(604_800_000), z.enum(['moved', 'undone']), z.string().max(60)]),
])
export type SessionEvent = z.infer<typeof sessionEvent>

export const sessionEvents = z.array(sessionEvent).max(1_000)
