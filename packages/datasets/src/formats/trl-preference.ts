import type { CompletionRecord, Message, Prompt, RankingRecord } from '@plackett/contracts'
import { type JsonObject, kindOf } from '../fields/json.ts'
import { messagesAt, promptMessagesAt, promptOf, requireOrder } from '../fields/messages.ts'
import { onlyGiven } from '../fields/only-given.ts'
import { nameOf, textOf } from '../fields/text.ts'
import { refuse } from '../lines/line-error.ts'
import { answerTextOf } from './answer-text.ts'
import { type Preference, preferenceOf } from './preference-of.ts'
import { sharedMessages, sharedText } from './shared-prompt.ts'

/**
 * A row of a TRL preference dataset as a ranking of two: standard (texts) or conversational (messages), the prompt
 * explicit or inside both answers. Throws AppError with the path of what is wrong.
 */
export function parseTrlPreference(row: JsonObject): RankingRecord {
  const { prompt, completions, ranks } = preferenceOf(answersOf(row))
  const [chosen, rejected] = completions as [CompletionRecord, CompletionRecord]
  return onlyGiven({
    id: nameOf(row.id, 'id'),
    prompt,
    completions: [withModel(chosen, row, 'chosen_model'), withModel(rejected, row, 'rejected_model')],
    ranks,
    group: nameOf(row.group, 'group'),
    annotator: nameOf(row.annotator, 'annotator'),
  })
}

/** The columns of a foreign dataset may be called so and hold something else; only a text is a name. */
function withModel(completion: CompletionRecord, row: JsonObject, field: string): CompletionRecord {
  const model = typeof row[field] === 'string' ? nameOf(row[field], field) : undefined
  return model === undefined ? completion : { ...completion, model }
}

function answersOf(row: JsonObject): Preference {
  if (Array.isArray(row.chosen) !== Array.isArray(row.rejected)) {
    refuse('rejected', `is ${kindOf(row.rejected)} where chosen is ${kindOf(row.chosen)}; both must be of one kind`)
  }
  return Array.isArray(row.chosen) ? conversationalOf(row) : standardOf(row)
}

function standardOf(row: JsonObject): Preference {
  const chosen = textOf(row.chosen, 'chosen')
  const rejected = textOf(row.rejected, 'rejected')
  if (row.prompt === undefined || row.prompt === null) return sharedText(chosen, rejected)
  if (Array.isArray(row.prompt)) refuse('prompt', 'is a list of messages where chosen and rejected are texts')
  return { prompt: promptOf(row.prompt), chosen, rejected }
}

/**
 * Some datasets add the prompt as a text beside conversations that hold it too (UltraFeedback binarised does); TRL
 * then takes it out of the conversations, and so do we.
 */
function conversationalOf(row: JsonObject): Preference {
  const chosen = messagesAt(row.chosen, 'chosen')
  const rejected = messagesAt(row.rejected, 'rejected')
  const shared = sharedMessages(chosen, rejected)
  if (Array.isArray(row.prompt)) {
    const prompt = promptMessagesAt(row.prompt, 'prompt')
    const repeats = shared >= prompt.length && sharedMessages(prompt, chosen, prompt.length) === prompt.length
    return answersTo(prompt, { chosen, rejected, from: repeats ? prompt.length : 0 })
  }
  if (row.prompt !== undefined && row.prompt !== null) textOf(row.prompt, 'prompt')
  if (shared === 0) refuse('chosen', notShared(row))
  requireOrder(chosen.slice(0, shared), 'chosen')
  return answersTo(chosen.slice(0, shared), { chosen, rejected, from: shared })
}

function notShared(row: JsonObject): string {
  return typeof row.prompt === 'string'
    ? 'is a list of messages where prompt is a text; both must be of one kind'
    : 'does not begin with the same message as rejected, so there is no prompt'
}

function answersTo(prompt: Prompt, answers: { chosen: Message[]; rejected: Message[]; from: number }): Preference {
  const chosen = answerTextOf(answers.chosen.slice(answers.from), 'chosen')
  const rejected = answerTextOf(answers.rejected.slice(answers.from), 'rejected')
  return { prompt, chosen, rejected }
}
