import type { Message, Prompt } from '@plackett/contracts'
import { refuse } from '../lines/line-error.ts'
import { isObject, kindOf } from './json.ts'
import { listOf, objectOf } from './list.ts'
import { filledTextOf, textOf } from './text.ts'

const roles: readonly string[] = ['system', 'user', 'assistant'] satisfies Message['role'][]

/** A prompt: a text that is not empty, or messages as `promptMessagesAt` wants them. */
export function promptOf(value: unknown, path = 'prompt'): Prompt {
  if (Array.isArray(value)) return promptMessagesAt(value, path)
  if (typeof value !== 'string') refuse(path, `must be a text or a list of messages, but is ${kindOf(value)}`)
  return filledTextOf(value, path)
}

/** The messages of a prompt: at least one, in an order that chat templates can render. */
export function promptMessagesAt(value: unknown, path: string): Message[] {
  const messages = messagesAt(value, path)
  if (messages.length === 0) refuse(path, 'must have at least one message')
  requireOrder(messages, path)
  return messages
}

/** The system speaks first or not at all, and somebody speaks after it. */
export function requireOrder(messages: readonly Message[], path: string): void {
  const at = messages.findLastIndex(({ role }) => role === 'system')
  if (at > 0) refuse(`${path}[${at}].role`, 'must not be system: a system message may only come first')
  if (at === 0 && messages.length === 1) refuse(path, 'must have a message after the system message')
}

/** Chat messages. Of each only role and content are kept; content given as a list of text parts is joined. */
export function messagesAt(value: unknown, path: string): Message[] {
  return listOf(value, path).map((item, index) => messageAt(item, `${path}[${index}]`))
}

function messageAt(value: unknown, path: string): Message {
  const message = objectOf(value, path)
  const role = textOf(message.role, `${path}.role`)
  if (!roles.includes(role)) {
    refuse(`${path}.role`, `must be system, user or assistant, but is ${JSON.stringify(role.slice(0, 40))}`)
  }
  return { role: role as Message['role'], content: contentAt(message.content, `${path}.content`) }
}

/** TRL and OpenAI write content either as a text or as parts of a kind; only text parts mean something here. */
function contentAt(value: unknown, path: string): string {
  if (!Array.isArray(value)) return textOf(value, path)
  return value.map((part, index) => textPartAt(part, `${path}[${index}]`)).join('')
}

function textPartAt(part: unknown, path: string): string {
  if (!isObject(part) || part.type !== 'text') refuse(path, 'must be a part of type "text"')
  return textOf(part.text, `${path}.text`)
}
