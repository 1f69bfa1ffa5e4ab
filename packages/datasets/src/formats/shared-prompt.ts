import type { Message, Prompt } from '@plackett/contracts'
import { refuse } from '../lines/line-error.ts'
import { assistantMark } from './transcript.ts'

/**
 * How many messages two conversations share from the start. The last message of either is its answer and is not
 * counted, unless `most` says how many to compare.
 */
export function sharedMessages(
  one: readonly Message[],
  other: readonly Message[],
  most = Math.max(0, Math.min(one.length, other.length) - 1),
): number {
  for (let index = 0; index < most; index += 1) {
    if (!isSameMessage(one[index], other[index])) return index
  }
  return most
}

function isSameMessage(one: Message | undefined, other: Message | undefined): boolean {
  return one?.role === other?.role && one?.content === other?.content
}

/**
 * Takes the prompt out of two texts that begin with it. Transcripts with "\n\nAssistant:" are cut after the last one
 * they share. Other texts are cut where they part, as TRL's `extract_prompt` does, with two differences: TRL may cut
 * inside a word ("bl|ue" against "bl|ack") and gives the last letter to a text that is the start of the other; here
 * the cut goes back to the start of the word. A space before the cut belongs to the answers, as in TRL.
 */
export function sharedText(chosen: string, rejected: string): { prompt: Prompt; chosen: string; rejected: string } {
  const common = commonLength(chosen, rejected)
  const end =
    isTranscript(chosen) && isTranscript(rejected) ? transcriptCut(chosen, common) : wordCut(chosen, rejected, common)
  return { prompt: promptOr(chosen.slice(0, end)), chosen: chosen.slice(end), rejected: rejected.slice(end) }
}

/** Two texts that share nothing answer an unknown prompt: a user turn that says nothing. */
function promptOr(text: string): Prompt {
  return text === '' ? [{ role: 'user', content: '' }] : text
}

function commonLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length += 1
  return length
}

function isTranscript(text: string): boolean {
  return text.includes(assistantMark)
}

function transcriptCut(text: string, common: number): number {
  const at = common < assistantMark.length ? -1 : text.lastIndexOf(assistantMark, common - assistantMark.length)
  if (at === -1) refuse('rejected', 'shares no prompt with chosen: the dialogues part before the assistant answers')
  return at + assistantMark.length
}

/** Nobody's words are longer; going back further would take seconds on texts that are one endless word. */
const longestWord = 100

function wordCut(chosen: string, rejected: string, common: number): number {
  const farthest = Math.max(0, common - longestWord)
  for (let end = common; end >= farthest; end -= 1) {
    if (isBoundary(chosen, end) && isBoundary(rejected, end)) return chosen[end - 1] === ' ' ? end - 1 : end
  }
  return isLowSurrogate(chosen.charCodeAt(farthest)) ? farthest - 1 : farthest
}

/** Characters that hold together with the one before them: letters and digits of spaced scripts, marks, low surrogates. */
const inWord =
  /^(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{N}_]/u
const sticksToLast = /^[\p{M}\p{Surrogate}\u200d]/u

/** Whether `text` may be cut before its code unit `at` so that no word is cut and something is left after it. */
function isBoundary(text: string, at: number): boolean {
  if (at === 0) return true
  if (at === text.length) return false
  const after = text.slice(at, at + 2)
  if (sticksToLast.test(after) || text.charCodeAt(at - 1) === zeroWidthJoiner) return false
  return !(inWord.test(after) && inWord.test(lastCharacter(text, at)))
}

const zeroWidthJoiner = 0x200d

function lastCharacter(text: string, end: number): string {
  return isLowSurrogate(text.charCodeAt(end - 1)) ? text.slice(end - 2, end) : text[end - 1]!
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
