import type { Message, RankingRecord } from '@plackett/contracts'
import type { JsonObject } from '../fields/json.ts'
import { filledTextOf } from '../fields/text.ts'
import { refuse } from '../lines/line-error.ts'
import type { Loss } from '../loss.ts'
import { eachRow, type Format } from './format.ts'
import { preferenceOf } from './preference-of.ts'
import { sharedMessages } from './shared-prompt.ts'
import { noteTies, strictPairsOf } from './strict-pairs.ts'
import { fitsTranscript, parseTranscript, transcriptOf } from './transcript.ts'

/** Anthropic's helpful and harmless comparisons: two whole transcripts that differ in the last answer. */
export const hh: Format = {
  title: 'Anthropic HH-RLHF transcripts (chosen, rejected)',
  container: 'json',
  read: eachRow((row) => [parseHh(row)]),
  write: hhRowsOf,
}

function parseHh(row: JsonObject): RankingRecord {
  const chosen = dialogueAt(row.chosen, 'chosen')
  const rejected = dialogueAt(row.rejected, 'rejected')
  const { length } = chosen.prompt
  if (rejected.prompt.length !== length || sharedMessages(chosen.prompt, rejected.prompt, length) < length) {
    refuse('rejected', 'does not have the prompt of chosen: the dialogues part before the last answer')
  }
  return preferenceOf({ prompt: chosen.prompt, chosen: chosen.answer, rejected: rejected.answer })
}

function dialogueAt(value: unknown, path: string): { prompt: Message[]; answer: string } {
  const messages = parseTranscript(filledTextOf(value, path), path)
  const last = messages.pop()
  if (last?.role !== 'assistant') refuse(path, 'must end with the assistant')
  if (messages.length === 0) refuse(path, 'has an answer but no prompt')
  return { prompt: messages, answer: last.content }
}

function hhRowsOf(record: RankingRecord, loss: Loss): object[] {
  noteTies(record, loss)
  const prompt = transcriptOf(record.prompt)
  const pairs = strictPairsOf(record)
  const rows = pairs.filter(
    ({ chosen, rejected }) => prompt !== null && fitsTranscript(chosen.text) && fitsTranscript(rejected.text),
  )
  loss.note('a comparison with a text that holds "\\n\\nHuman:" or "\\n\\nAssistant:"', pairs.length - rows.length)
  return rows.map(({ chosen, rejected }) => ({
    chosen: `${prompt} ${chosen.text}`,
    rejected: `${prompt} ${rejected.text}`,
  }))
}
