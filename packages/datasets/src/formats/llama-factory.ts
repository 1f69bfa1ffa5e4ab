import { type Message, messagesOf, type RankingRecord } from '@plackett/contracts'
import type { JsonObject } from '../fields/json.ts'
import { listOf, objectOf } from '../fields/list.ts'
import { nameOf, textOf } from '../fields/text.ts'
import { refuse } from '../lines/line-error.ts'
import type { Loss } from '../loss.ts'
import { eachRow, type Format } from './format.ts'
import { preferenceOf } from './preference-of.ts'
import { promptOfTurn } from './single-turn.ts'
import { noteTies, strictPairsOf } from './strict-pairs.ts'

/** LLaMA-Factory ranking data: ShareGPT conversations (read and written) and Alpaca rows (read). */
export const llamaFactory: Format = {
  title: 'LLaMA-Factory ranking data (sharegpt; alpaca when read)',
  container: 'json',
  note: `LLaMA-Factory needs this in its dataset_info.json: ${JSON.stringify({
    plackett: {
      file_name: 'FILE.jsonl',
      ranking: true,
      formatting: 'sharegpt',
      columns: { messages: 'conversations', chosen: 'chosen', rejected: 'rejected', system: 'system' },
    },
  })}`,
  read: eachRow((row) => ['conversations' in row ? parseShareGpt(row) : parseAlpaca(row)]),
  write: shareGptRowsOf,
}

const speakers = new Map<string, Message['role']>([
  ['human', 'user'],
  ['user', 'user'],
  ['gpt', 'assistant'],
  ['assistant', 'assistant'],
  ['system', 'system'],
])

function parseShareGpt(row: JsonObject): RankingRecord {
  const turns = listOf(row.conversations, 'conversations').map((item, index) => turnAt(item, `conversations[${index}]`))
  if (turns.length === 0) refuse('conversations', 'must have at least one message')
  const system = nameOf(row.system, 'system')
  const prompt: Message[] = system === undefined ? turns : [{ role: 'system', content: system }, ...turns]
  return preferenceOf({ prompt, chosen: answerAt(row.chosen, 'chosen'), rejected: answerAt(row.rejected, 'rejected') })
}

function turnAt(value: unknown, path: string): Message {
  const turn = objectOf(value, path)
  const role = speakers.get(textOf(turn.from, `${path}.from`))
  if (role === undefined) refuse(`${path}.from`, 'must be human, gpt or system')
  return { role, content: textOf(turn.value, `${path}.value`) }
}

function answerAt(value: unknown, path: string): string {
  const { role, content } = turnAt(value, path)
  if (role !== 'assistant') refuse(`${path}.from`, 'must be gpt')
  return content
}

/** `input` goes below `instruction`; `history` holds earlier turns in pairs. */
function parseAlpaca(row: JsonObject): RankingRecord {
  const parts = [textOf(row.instruction, 'instruction'), nameOf(row.input, 'input') ?? '']
  const asked = parts.filter((part) => part !== '').join('\n')
  if (asked === '') refuse('instruction', 'must not be empty')
  const system = nameOf(row.system, 'system')
  const history = historyOf(row.history ?? [])
  const prompt = history.length === 0 ? promptOfTurn(system, asked) : withHistory(system, history, asked)
  return preferenceOf({ prompt, chosen: textOf(row.chosen, 'chosen'), rejected: textOf(row.rejected, 'rejected') })
}

function historyOf(value: unknown): Message[] {
  return listOf(value, 'history').flatMap((item, index): Message[] => {
    const path = `history[${index}]`
    const [asked, answered] = listOf(item, path)
    return [
      { role: 'user', content: textOf(asked, `${path}[0]`) },
      { role: 'assistant', content: textOf(answered, `${path}[1]`) },
    ]
  })
}

function withHistory(system: string | undefined, history: Message[], asked: string): Message[] {
  const first: Message[] = system === undefined ? [] : [{ role: 'system', content: system }]
  return [...first, ...history, { role: 'user', content: asked }]
}

/** Its loader drops conversations in which human and gpt do not take turns, so they are not written at all. */
function shareGptRowsOf(record: RankingRecord, loss: Loss): object[] {
  noteTies(record, loss)
  const messages = messagesOf(record.prompt)
  const turns = messages.filter(({ role }) => role !== 'system')
  const pairs = strictPairsOf(record)
  const alternates = turns.every(({ role }, index) => role === (index % 2 === 0 ? 'user' : 'assistant'))
  if (!alternates || turns.length % 2 === 0) {
    loss.note('a comparison under a prompt in which human and gpt do not take turns', pairs.length)
    return []
  }
  return pairs.map(({ chosen, rejected }) => ({
    system: messages[0]?.role === 'system' ? messages[0].content : '',
    conversations: turns.map(({ role, content }) => ({ from: role === 'user' ? 'human' : 'gpt', value: content })),
    chosen: { from: 'gpt', value: chosen.text },
    rejected: { from: 'gpt', value: rejected.text },
  }))
}
