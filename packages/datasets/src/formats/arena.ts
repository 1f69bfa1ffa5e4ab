import type { Message, RankingRecord } from '@plackett/contracts'
import type { JsonObject } from '../fields/json.ts'
import { listOf } from '../fields/list.ts'
import { messagesAt } from '../fields/messages.ts'
import { nameOf, textOf } from '../fields/text.ts'
import { refuse } from '../lines/line-error.ts'
import type { Loss } from '../loss.ts'
import { answerTextOf } from './answer-text.ts'
import { eachRow, type Format } from './format.ts'
import { rankingOfTwo } from './preferred.ts'
import { sharedMessages } from './shared-prompt.ts'

/** Battles of Chatbot Arena: two conversations with one person, who says which model won. */
export const arena: Format = {
  title: 'Chatbot Arena battles',
  container: 'json',
  read: eachRow((row, loss) => [parseBattle(row, loss)]),
}

function parseBattle(row: JsonObject, loss: Loss): RankingRecord {
  const [a, b] = 'conversation_a' in row ? conversationsOf(row) : listedTurnsOf(row)
  const shared = sharedMessages(a, b)
  if (shared === 0) refuse('conversation_b', 'does not begin with the message that begins conversation_a')
  return rankingOfTwo({
    prompt: a.slice(0, shared),
    first: { text: answerTextOf(a.slice(shared), 'conversation_a'), model: nameOf(row.model_a, 'model_a') },
    second: { text: answerTextOf(b.slice(shared), 'conversation_b'), model: nameOf(row.model_b, 'model_b') },
    preference: preferenceOf(row, loss),
    id: nameOf(row.question_id ?? row.id, 'question_id'),
    annotator: nameOf(row.judge ?? row.evaluation_session_id, 'judge'),
  })
}

function conversationsOf(row: JsonObject): [Message[], Message[]] {
  return [messagesAt(row.conversation_a, 'conversation_a'), messagesAt(row.conversation_b, 'conversation_b')]
}

/** The 55k release has prompts and answers apart, each a JSON list of turns in a text. */
function listedTurnsOf(row: JsonObject): [Message[], Message[]] {
  const prompts = turnsAt(row.prompt, 'prompt')
  const dialogue = (path: string) => {
    const answers = turnsAt(row[path], path)
    if (answers.length !== prompts.length)
      refuse(path, `has ${answers.length} turns where prompt has ${prompts.length}`)
    return prompts.flatMap((content, index): Message[] => [
      { role: 'user', content },
      { role: 'assistant', content: answers[index]! },
    ])
  }
  return [dialogue('response_a'), dialogue('response_b')]
}

function turnsAt(value: unknown, path: string): string[] {
  const turns = listOf(typeof value === 'string' ? parsed(value, path) : value, path)
  return turns.map((turn, index) => textOf(turn ?? '', `${path}[${index}]`))
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return refuse(path, 'must be a JSON list of turns')
  }
}

function preferenceOf(row: JsonObject, loss: Loss): number {
  const winner = row.winner ?? flaggedWinner(row)
  if (winner === 'model_a') return -1
  if (winner === 'model_b') return 1
  if (winner === 'tie (bothbad)' || winner === 'both_bad') loss.note('a verdict that both are bad, kept as a tie')
  else if (winner !== 'tie') refuse('winner', 'must be model_a, model_b, tie, tie (bothbad) or both_bad')
  return 0
}

function flaggedWinner(row: JsonObject): string | undefined {
  const flags = { model_a: row.winner_model_a, model_b: row.winner_model_b, tie: row.winner_tie }
  return Object.entries(flags).find(([, flag]) => flag === 1 || flag === true)?.[0]
}
