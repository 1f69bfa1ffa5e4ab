import type { Message, Prompt } from '@plackett/contracts'
import type { ScoreItem } from '../model/reward-scorer.types.ts'
import { type Chat, readChat, withoutBeginnings, withoutEndings } from './read-chat.ts'

/** A rendered text as the pair that it was made of; `isSplit` is false where it is scored whole, without a prompt. */
export interface SplitText {
  item: ScoreItem
  isSplit: boolean
}

/**
 * Finds prompt and completion in one text: by the prompt that was sent along, or by the marks of the chat template that
 * wrote it. Where neither tells them apart, the whole text stands for the completion of no prompt.
 */
export function splitText(text: string, prompt?: string): SplitText {
  const item = (prompt ? splitByPrompt(text, prompt) : null) ?? splitByMarks(text)
  if (item) return { item, isSplit: true }
  return { item: { prompt: [], completion: withoutEndings(withoutBeginnings(text)) }, isSplit: false }
}

/** What a prompt says that may have been rendered already: messages if it was, one user turn otherwise. */
export function promptOf(text: string): Prompt {
  const messages = readChat(text)?.messages
  if (!messages) return withoutBeginnings(text)
  return isOpen(messages) ? messages.slice(0, -1) : messages
}

/** Completions may come with the marks that ended their generation. */
export function completionOf(text: string): string {
  return withoutEndings(text)
}

function splitByPrompt(text: string, prompt: string): ScoreItem | null {
  const rest = afterPrompt(text, prompt)
  if (rest === null) return null
  const chat = readChat(prompt)
  if (!chat) return { prompt: withoutBeginnings(prompt), completion: withoutEndings(rest) }
  const written = withoutEndings(prompt.endsWith('\n') ? rest : rest.replace(/^\n/, ''))
  return itemOf(chat, written)
}

/** What a template begins the answer with (a "<think>", say) belongs to the answer. */
function itemOf({ format, messages }: Chat, written: string): ScoreItem | null {
  const isBegun = messages.at(-1)?.role === 'assistant'
  const asked = isBegun ? messages.slice(0, -1) : messages
  const completion = isBegun ? messages.at(-1)!.content + written : written
  return asked.length > 0 ? { prompt: asked, completion: format.trims ? completion.trim() : completion } : null
}

/** What follows the prompt. Decoding may have put a beginning-of-text token before it, or taken one away. */
function afterPrompt(text: string, prompt: string): string | null {
  if (text.startsWith(prompt)) return text.slice(prompt.length)
  const bare = withoutBeginnings(prompt)
  const begun = withoutBeginnings(text)
  return bare !== '' && begun.startsWith(bare) ? begun.slice(bare.length) : null
}

function splitByMarks(text: string): ScoreItem | null {
  const chat = readChat(text)
  return chat?.messages.at(-1)?.role === 'assistant' ? itemOf(chat, '') : null
}

function isOpen(messages: readonly Message[]): boolean {
  const last = messages.at(-1)
  return last?.role === 'assistant' && last.content === ''
}
