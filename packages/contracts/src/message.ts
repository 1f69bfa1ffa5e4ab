import { z } from 'zod'

/** One turn of a chat. `system` may only come first. */
export const message = z.strictObject({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.string(),
})
export type Message = z.infer<typeof message>

/** What the model was asked: chat messages, one turn or many; a bare string is one user turn. */
export const prompt = z.union([z.string().min(1), z.array(message).min(1)])
export type Prompt = z.infer<typeof prompt>

/** The messages of a prompt, whichever way it was written. */
export function messagesOf(value: Prompt): Message[] {
  return typeof value === 'string' ? [{ role: 'user', content: value }] : value
}
