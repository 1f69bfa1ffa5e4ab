import type { RankingRecord } from '@plackett/contracts'
import type { JsonObject } from '../fields/json.ts'
import { listOf, objectOf } from '../fields/list.ts'
import { numberOf } from '../fields/number.ts'
import { filledTextOf, nameOf, textOf } from '../fields/text.ts'
import { refuseLine } from '../lines/line-error.ts'
import { eachRow, type Format } from './format.ts'
import { preferenceOf } from './preference-of.ts'
import { ranksOfScores } from './ranks-of-scores.ts'
import { promptOfTurn, singleTurnOf } from './single-turn.ts'
import { noteTies, strictPairsOf } from './strict-pairs.ts'

/** Axolotl's `bradley_terry.chat_template` (one turn), and when read also its `zephyr.nectar` (ranked answers). */
export const axolotl: Format = {
  title: 'Axolotl reward data (input, chosen, rejected)',
  container: 'json',
  read: eachRow((row) => ['answers' in row ? parseNectar(row) : parseBradleyTerry(row)]),
  write(record, loss) {
    noteTies(record, loss)
    const turn = singleTurnOf(record.prompt)
    const pairs = strictPairsOf(record)
    if (turn === null) loss.note('a comparison under a prompt of several turns', pairs.length)
    return pairs
      .filter(() => turn !== null)
      .map(({ chosen, rejected }) => ({
        ...{ system: turn?.system, input: turn?.user, chosen: chosen.text, rejected: rejected.text },
      }))
  },
}

function parseBradleyTerry(row: JsonObject): RankingRecord {
  const chosen = textOf(row.chosen, 'chosen')
  const rejected = textOf(row.rejected, 'rejected')
  const prompt = promptOfTurn(nameOf(row.system, 'system'), filledTextOf(row.input, 'input'))
  return preferenceOf({ prompt, chosen, rejected })
}

function parseNectar(row: JsonObject): RankingRecord {
  const prompt = filledTextOf(row.prompt, 'prompt')
  const answers = listOf(row.answers, 'answers').map((item, index) => {
    const path = `answers[${index}]`
    const answer = objectOf(item, path)
    return { text: textOf(answer.answer, `${path}.answer`), rank: numberOf(answer.rank, `${path}.rank`) }
  })
  if (answers.length < 2) refuseLine('COMPLETIONS_TOO_FEW', 'answers', { count: answers.length })
  const ranks = ranksOfScores(answers.map(({ rank }) => -rank))
  return { prompt, completions: answers.map(({ text }) => ({ text })), ranks }
}
