import { isDeepStrictEqual } from 'node:util'
import type { CompletionRecord, Message, Prompt, RankingRecord } from '@plackett/contracts'
import type { JsonObject } from '../fields/json.ts'
import { promptOf } from '../fields/messages.ts'
import { numberOf } from '../fields/number.ts'
import { filledTextOf, textOf } from '../fields/text.ts'
import type { Loss } from '../loss.ts'
import type { Format, RowReader } from './format.ts'
import { rankingOfTwo } from './preferred.ts'
import { ranksOfScores } from './ranks-of-scores.ts'

/**
 * NVIDIA HelpSteer. Versions 1 and 2 rate one response a row, and neighbouring rows with one prompt make a ranking by
 * helpfulness; the preferences of version 2 and all of version 3 judge two responses from -3 (the first is much
 * better) to 3.
 */
export const helpsteer: Format = {
  title: 'NVIDIA HelpSteer 1, 2 and 3',
  container: 'json',
  read: (loss) => new HelpSteerReader(loss),
}

class HelpSteerReader implements RowReader {
  #prompt: Prompt | null = null
  #rated: { completion: CompletionRecord; helpfulness: number }[] = []
  readonly #loss: Loss

  constructor(loss: Loss) {
    this.#loss = loss
  }

  take(row: JsonObject): RankingRecord[] {
    if (!('helpfulness' in row)) {
      const comparison = parseComparison(row, this.#loss)
      return [...this.finish(), comparison]
    }
    const prompt = helpSteerPrompt(row)
    const rated = {
      completion: { text: textOf(row.response, 'response') },
      helpfulness: numberOf(row.helpfulness, 'helpfulness'),
    }
    const complete = isDeepStrictEqual(prompt, this.#prompt) ? [] : this.finish()
    this.#prompt = prompt
    this.#rated.push(rated)
    return complete
  }

  finish(): RankingRecord[] {
    const [prompt, rated] = [this.#prompt, this.#rated]
    this.#prompt = null
    this.#rated = []
    if (prompt === null) return []
    if (rated.length < 2) {
      this.#loss.note('a prompt with a single rated response')
      return []
    }
    const ranks = ranksOfScores(rated.map(({ helpfulness }) => helpfulness))
    return [{ prompt, completions: rated.map(({ completion }) => completion), ranks }]
  }
}

function parseComparison(row: JsonObject, loss: Loss): RankingRecord {
  const [one, two] =
    'response_1' in row ? (['response_1', 'response_2'] as const) : (['response1', 'response2'] as const)
  const strength = 'preference_strength' in row ? 'preference_strength' : 'overall_preference'
  const preference = numberOf(row[strength], strength)
  if (Math.abs(preference) > 1) loss.note('a strength of preference (much or slightly better)')
  return rankingOfTwo({
    prompt: helpSteerPrompt(row),
    first: { text: textOf(row[one], one) },
    second: { text: textOf(row[two], two) },
    preference,
  })
}

/** Version 3 has messages in `context`; before it, later turns of a text stand behind marks. */
function helpSteerPrompt(row: JsonObject): Prompt {
  if ('context' in row) return promptOf(row.context, 'context')
  const [first, ...later] = filledTextOf(row.prompt, 'prompt').split(/\n?<extra_id_1>(User|Assistant)\n?/)
  if (later.length === 0) return first!
  const messages: Message[] = [{ role: 'user', content: first! }]
  for (let index = 0; index < later.length; index += 2) {
    messages.push({ role: later[index] === 'User' ? 'user' : 'assistant', content: later[index + 1]! })
  }
  if (messages.at(-1)?.role === 'assistant' && messages.at(-1)?.content === '') messages.pop()
  return messages
}
