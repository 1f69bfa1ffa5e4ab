import type { RankingRecord } from '@plackett/contracts'
import { fieldsOf, type JsonObject } from '../fields/json.ts'
import { filledTextOf, nameOf, textOf } from '../fields/text.ts'
import { refuse, refuseLine } from '../lines/line-error.ts'
import type { RowReader } from './format.ts'
import { parseRanking } from './ranking.ts'
import { ranksOfScores } from './ranks-of-scores.ts'
import { parseTrlPreference } from './trl-preference.ts'

/**
 * Reads tables, told apart by their columns: `chosen` and `rejected` (a comparison a row), `completions` and `ranks`
 * (a ranking a row, its cells lists), `completion_1`, `rank_1`, `completion_2` and so on (a ranking a row; instead of ranks
 * also `score_1`, the higher the better, or `winner`, the number of the best one, or "tie"), or `ranking`, `completion` and
 * `rank` (a completion a row; neighbouring rows of one `ranking` belong together).
 * A prompt that is written as a JSON list is taken as messages.
 */
export class TableReader implements RowReader {
  /** The rows of the ranking that is being read, in the last of these layouts. */
  #rows: JsonObject[] = []

  take(row: JsonObject): RankingRecord[] {
    if ('ranking' in row) return this.#takeCompletion(row)
    return [parseRow('prompt' in row ? { ...row, prompt: promptCell(row.prompt) } : row)]
  }

  /** Throws, like `take`, where the last ranking turns out to be none. */
  finish(): RankingRecord[] {
    const rows = this.#rows
    this.#rows = []
    return rows.length === 0 ? [] : [assemble(rows)]
  }

  #takeCompletion(row: JsonObject): RankingRecord[] {
    const ranking = filledTextOf(nameOf(row.ranking, 'ranking') ?? '', 'ranking')
    const isSame = this.#rows.length > 0 && nameOf(this.#rows[0]?.ranking, 'ranking') === ranking
    const rows = isSame ? [] : this.#rows
    // Kept before the ranking that ends here is checked: its faults are not those of this row.
    this.#rows = isSame ? this.#rows : []
    this.#rows.push(row)
    return rows.length === 0 ? [] : [assemble(rows)]
  }
}

function parseRow(row: JsonObject): RankingRecord {
  if ('ranks' in row) return parseRanking(row)
  if ('chosen' in row) return parseTrlPreference(Array.isArray(row.prompt) ? { ...row, ...answerCells(row) } : row)
  if ('completion_1' in row) return parseRanking({ ...row, ...numberedCells(row) })
  refuseLine('LINE_FORMAT_UNKNOWN', '', { problem: `it has the columns ${fieldsOf(row)}` })
}

/** Beside messages, a cell with a text is an answer; TRL's own rows have messages there as well. */
function answerCells({ chosen, rejected }: JsonObject): JsonObject {
  const answer = (cell: unknown) => (typeof cell === 'string' ? [{ role: 'assistant', content: cell }] : cell)
  return { chosen: answer(chosen), rejected: answer(rejected) }
}

/** The numbered columns as lists; an empty completion without a rank is one that this row does not have. */
function numberedCells(row: JsonObject): { completions: object[]; ranks: number[] } {
  const numbers = Object.keys(row).flatMap((name) => /^completion_(\d+)$/.exec(name)?.[1] ?? [])
  const given = numbers.filter((n) => nameOf(row[`completion_${n}`], `completion_${n}`) || row[`rank_${n}`])
  return {
    completions: given.map((n) => ({ text: row[`completion_${n}`], model: row[`model_${n}`] })),
    ranks: rankCells(row, given),
  }
}

function rankCells(row: JsonObject, numbers: string[]): number[] {
  if ('winner' in row) return wonRanks(row.winner, numbers)
  const scored = numbers.length > 0 && `score_${numbers[0]}` in row
  if (scored) return ranksOfScores(numbers.map((n) => scoreCell(row[`score_${n}`], `score_${n}`)))
  return numbers.map((n) => rankCell(row[`rank_${n}`], `rank_${n}`))
}

/** The winner before all others, which are tied behind it. */
function wonRanks(value: unknown, numbers: string[]): number[] {
  const winner = (nameOf(value, 'winner') ?? '').trim().toLowerCase()
  if (winner === 'tie') return numbers.map(() => 1)
  const at = numbers.findIndex((n) => [n, `completion_${n}`, letterOf(n)].includes(winner))
  if (at === -1)
    refuse('winner', `must be "tie" or the number of a completion, but is ${JSON.stringify(winner.slice(0, 40))}`)
  return numbers.map((_, index) => (index === at ? 1 : 2))
}

/** 1 is a, 2 is b. */
function letterOf(number: string): string {
  return String.fromCharCode(96 + Number(number))
}

function scoreCell(value: unknown, path: string): number {
  const score = typeof value === 'number' ? value : Number(filledTextOf(value, path))
  if (!Number.isFinite(score)) refuse(path, 'must be a number')
  return score
}

function assemble(rows: readonly JsonObject[]): RankingRecord {
  const [first] = rows as [JsonObject]
  return parseRanking({
    ...first,
    prompt: promptCell(first.prompt),
    completions: rows.map((row) => ({ text: row.completion, model: row.model })),
    ranks: rows.map((row) => rankCell(row.rank, 'rank')),
  })
}

function rankCell(value: unknown, path: string): number {
  const text = typeof value === 'number' ? String(value) : textOf(value, path)
  if (!/^\s*\d+(\.0+)?\s*$/.test(text))
    refuse(path, `must be a whole number, but is ${JSON.stringify(text.slice(0, 40))}`)
  return Number(text)
}

function promptCell(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*\[\s*\{/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
