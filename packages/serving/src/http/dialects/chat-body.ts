import { AppError, type Message } from '@plackett/contracts'
import { z } from 'zod'
import type { SplitText } from '../../text/split-text.ts'

/** Chat messages as OpenAI's clients send them: contents as a string or as parts of text. */
export const chatMessages = z
  .array(
    z.object({
      role: z.enum(['system', 'developer', 'user', 'assistant', 'model']),
      content: z.union([z.string(), z.array(z.object({ type: z.literal('text'), text: z.string() }))]),
    }),
  )
  .min(1)
type ChatMessages = z.infer<typeof chatMessages>

const roles = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
  model: 'assistant',
} as const

export function messagesFrom(messages: ChatMessages): Message[] {
  return messages.map(({ role, content }) => ({
    role: roles[role],
    content: typeof content === 'string' ? content : content.map(({ text }) => text).join(''),
  }))
}

/** A conversation whose last message is what is to be scored. */
export function splitConversation(conversation: ChatMessages): SplitText {
  const messages = messagesFrom(conversation)
  const last = messages.at(-1)!
  if (last.role !== 'assistant' || messages.length < 2) {
    throw new AppError('INVALID_INPUT', { problem: 'messages: the last of at least two must be the assistant’s' })
  }
  return { item: { prompt: messages.slice(0, -1), completion: last.content }, isSplit: true }
}
