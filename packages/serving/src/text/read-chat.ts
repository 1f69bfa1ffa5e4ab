import type { Message } from '@plackett/contracts'
import {
  beginnings,
  type ChatFormat,
  chatFormats,
  defaultSystemMessages,
  endings,
  systemPreamble,
} from './chat-formats.ts'

export interface Chat {
  format: ChatFormat
  /** The last one may be an empty assistant's: the place where an answer was to begin. */
  messages: Message[]
}

/**
 * The chat in a text that a known template wrote, or null where it is no such text. A system message that templates put
 * in by themselves is left out.
 */
export function readChat(text: string): Chat | null {
  const begun = withoutBeginnings(text)
  for (const format of chatFormats) {
    const turns = turnsOf(format, begun)
    if (turns) return { format, messages: withoutDefaults(turns.flatMap((turn) => messagesOf(format, turn))) }
  }
  return null
}

/** The text without what ends or fills it, and otherwise as it was written. */
export function withoutEndings(text: string): string {
  let rest = text
  for (;;) {
    const candidate = rest.trimEnd()
    const ending = endings.find((token) => candidate.endsWith(token))
    if (ending === undefined) return rest
    rest = candidate.slice(0, -ending.length)
  }
}

/** The text without what begins or fills it, and otherwise as it was written. */
export function withoutBeginnings(text: string): string {
  let rest = text
  for (;;) {
    const candidate = rest.trimStart()
    const beginning = beginnings.find((token) => candidate.startsWith(token))
    if (beginning === undefined) return rest
    rest = candidate.slice(beginning.length)
  }
}

interface Turn {
  role: Message['role']
  content: string
}

/** The turns of a text that begins with one; null where it does not. */
function turnsOf({ openers }: ChatFormat, text: string): Turn[] | null {
  const start = text.trimStart()
  const first = openers.find((opener) => start.startsWith(opener.text.trimStart()))
  if (!first) return null
  // HH's first turn has lost its empty lines wherever texts are trimmed.
  const whole = text.startsWith(first.text) ? text : first.text + start.slice(first.text.trimStart().length)
  const found = [...whole.matchAll(openerPattern(openers))]
  return found.map((match, at) => ({
    role: openers.find((opener) => opener.text === match[0])!.role,
    content: whole.slice(match.index + match[0].length, found[at + 1]?.index),
  }))
}

function openerPattern(openers: ChatFormat['openers']): RegExp {
  const literals = openers.map(({ text }) => text.replace(/[|[\]\\/.*+?^$(){}]/g, '\\$&'))
  return new RegExp(literals.join('|'), 'g')
}

function messagesOf({ name, trims }: ChatFormat, { role, content }: Turn): Message[] {
  const written = withoutEndings(content)
  const text = trims ? written.trim() : written
  return name === 'mistral' && role === 'user' ? withLlama2System(text) : [{ role, content: text }]
}

/** Llama 2 writes the system message into the first user's turn. */
function withLlama2System(text: string): Message[] {
  const end = text.indexOf('<</SYS>>')
  if (!text.startsWith('<<SYS>>') || end < 0) return [{ role: 'user', content: text }]
  return [
    { role: 'system', content: text.slice('<<SYS>>'.length, end).trim() },
    { role: 'user', content: text.slice(end + '<</SYS>>'.length).trim() },
  ]
}

function withoutDefaults(messages: Message[]): Message[] {
  const [first, ...others] = messages
  if (first?.role !== 'system') return messages
  const content = first.content.replace(systemPreamble, '').trim()
  if (content === '' || defaultSystemMessages.has(content)) return others
  return content === first.content.trim() ? messages : [{ role: 'system', content }, ...others]
}
