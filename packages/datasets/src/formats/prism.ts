import type { Message, RankingRecord } from '@plackett/contracts'
import type { JsonObject } from '../fields/json.ts'
import { numberOf } from '../fields/number.ts'
import { nameOf, textOf } from '../fields/text.ts'
import type { Loss } from '../loss.ts'
import type { Format, RowReader } from './format.ts'
import { groupBy } from './group-by.ts'
import { ranksOfScores } from './ranks-of-scores.ts'

/**
 * PRISM's `utterances.jsonl`: one row per answer, scored 1..100 by the person who asked. The answers of one turn are a
 * ranking; later turns go on from the answer that the person chose.
 */
export const prism: Format = {
  title: 'PRISM utterances (scored answers of several models)',
  container: 'json',
  read: (loss) => new PrismReader(loss),
}

interface Utterance {
  conversation: string
  turn: number
  annotator: string | undefined
  prompt: string
  response: string
  model: string | undefined
  score: number
  isChosen: boolean
}

class PrismReader implements RowReader {
  readonly #utterances: Utterance[] = []
  readonly #loss: Loss

  constructor(loss: Loss) {
    this.#loss = loss
  }

  take(row: JsonObject): RankingRecord[] {
    this.#utterances.push(utteranceOf(row))
    return []
  }

  finish(): RankingRecord[] {
    const conversations = groupBy(this.#utterances, ({ conversation }) => conversation)
    return [...conversations.values()].flatMap((utterances) => rankingsOf(utterances, this.#loss))
  }
}

function utteranceOf(row: JsonObject): Utterance {
  return {
    conversation: textOf(row.conversation_id, 'conversation_id'),
    turn: numberOf(row.turn, 'turn'),
    annotator: nameOf(row.user_id, 'user_id'),
    prompt: textOf(row.user_prompt, 'user_prompt'),
    response: textOf(row.model_response, 'model_response'),
    model: nameOf(row.model_name, 'model_name'),
    score: numberOf(row.score, 'score'),
    isChosen: row.if_chosen === true,
  }
}

function rankingsOf(utterances: readonly Utterance[], loss: Loss): RankingRecord[] {
  const turns = [...groupBy(utterances, ({ turn }) => turn)].sort(([a], [b]) => a - b)
  const history: Message[] = []
  return turns.flatMap(([turn, answers]) => {
    const record = rankingOf(turn, answers, history)
    const chosen = answers.find(({ isChosen }) => isChosen)
    history.push({ role: 'user', content: answers[0]!.prompt })
    if (chosen !== undefined) history.push({ role: 'assistant', content: chosen.response })
    if (record === null) loss.note('a turn with a single answer')
    return record === null ? [] : [record]
  })
}

function rankingOf(turn: number, answers: readonly Utterance[], history: readonly Message[]): RankingRecord | null {
  const [{ conversation, prompt, annotator }] = answers as [Utterance]
  if (answers.length < 2) return null
  const record: RankingRecord = {
    id: `${conversation}/${turn}`,
    prompt: [...history, { role: 'user', content: prompt }],
    completions: answers.map(({ response, model }) =>
      model === undefined ? { text: response } : { text: response, model },
    ),
    ranks: ranksOfScores(answers.map(({ score }) => score)),
    group: conversation,
  }
  if (annotator !== undefined) record.annotator = annotator
  return record
}
