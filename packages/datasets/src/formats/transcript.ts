import { type Message, messagesOf, type Prompt } from '@plackett/contracts'
import { refuse } from '../lines/line-error.ts'

/** How Anthropic's transcripts begin a turn. */
export const humanMark = '\n\nHuman:'
export const assistantMark = '\n\nAssistant:'

const mark = /\n\n(Human|Assistant):/

/** The turns of a transcript that begins with a turn mark. The space after a mark is not part of what is said. */
export function parseTranscript(text: string, path: string): Message[] {
  const [before, ...parts] = (text.startsWith('\n\n') ? text : `\n\n${text}`).split(mark)
  if (before !== '' || parts.length === 0) refuse(path, 'must begin with "\\n\\nHuman:" or "\\n\\nAssistant:"')
  const messages: Message[] = []
  for (let index = 0; index < parts.length; index += 2) {
    const role = parts[index] === 'Human' ? 'user' : 'assistant'
    messages.push({ role, content: parts[index + 1]!.replace(/^ /, '') })
  }
  return messages
}

/**
 * The prompt as a transcript up to the mark of the answer; null where a text holds a turn mark itself, so that nobody
 * could tell the turns apart again. A system message opens the first turn, because transcripts have no system.
 */
export function transcriptOf(prompt: Prompt): string | null {
  if (typeof prompt === 'string' && isTranscriptPrompt(prompt)) return prompt
  const messages = messagesOf(prompt)
  if (messages.some(({ content }) => mark.test(`${content}\n`))) return null
  return messages.map(turnOf).join('') + assistantMark
}

/** Whether a text may stand in a transcript as one turn. */
export function fitsTranscript(text: string): boolean {
  return !mark.test(text)
}

function isTranscriptPrompt(text: string): boolean {
  return text.startsWith(humanMark) && text.endsWith(assistantMark)
}

function turnOf({ role, content }: Message, index: number, messages: readonly Message[]): string {
  if (role === 'system') return ''
  const system = index === 1 && messages[0]?.role === 'system' ? `${messages[0].content}\n\n` : ''
  return `${role === 'user' ? humanMark : assistantMark} ${system}${content}`
}
