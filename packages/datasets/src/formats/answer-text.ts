import type { Message } from '@plackett/contracts'
import { refuse } from '../lines/line-error.ts'
import { assistantMark, humanMark } from './transcript.ts'

/**
 * The messages after the prompt as one text. Usually that is one answer of the assistant. Where two dialogues part
 * earlier, the later turns are part of what is judged; they are written as Anthropic's transcripts write them.
 */
export function answerTextOf(messages: readonly Message[], path: string): string {
  const [first, ...later] = messages
  if (first === undefined) refuse(path, 'has no answer after the prompt')
  if (first.role !== 'assistant') refuse(path, `must continue with the assistant, but continues with the ${first.role}`)
  if (messages.at(-1)?.role !== 'assistant') refuse(path, 'must end with the assistant')
  return first.content + later.map(turn).join('')
}

function turn({ role, content }: Message): string {
  if (role === 'system') return `\n\nSystem: ${content}`
  return `${role === 'user' ? humanMark : assistantMark} ${content}`
}
