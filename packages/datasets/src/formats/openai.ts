import { messagesOf, type RankingRecord } from '@plackett/contracts'
import type { JsonObject } from '../fields/json.ts'
import { objectOf } from '../fields/list.ts'
import { messagesAt, promptMessagesAt } from '../fields/messages.ts'
import { answerTextOf } from './answer-text.ts'
import { eachRow, type Format } from './format.ts'
import { preferenceOf } from './preference-of.ts'
import { noteTies, strictPairsOf } from './strict-pairs.ts'

/** OpenAI preference fine-tuning, which Azure, Together and Fireworks read as well. */
export const openai: Format = {
  title: 'OpenAI preference fine-tuning (input, preferred_output, non_preferred_output)',
  container: 'json',
  read: eachRow((row) => [parsePreference(row)]),
  write(record, loss) {
    noteTies(record, loss)
    return strictPairsOf(record).map(({ chosen, rejected }) => ({
      input: { messages: messagesOf(record.prompt), tools: [], parallel_tool_calls: true },
      preferred_output: [{ role: 'assistant', content: chosen.text }],
      non_preferred_output: [{ role: 'assistant', content: rejected.text }],
    }))
  },
}

const outputs = ['preferred_output', 'non_preferred_output'] as const

function parsePreference(row: JsonObject): RankingRecord {
  const prompt = promptMessagesAt(objectOf(row.input, 'input').messages, 'input.messages')
  const [chosen, rejected] = outputs.map((path) => answerTextOf(messagesAt(row[path], path), path)) as [string, string]
  return preferenceOf({ prompt, chosen, rejected }, outputs)
}
