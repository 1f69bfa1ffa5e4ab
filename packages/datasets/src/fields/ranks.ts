import { refuse, refuseLine } from '../lines/line-error.ts'
import { kindOf } from './json.ts'
import { listOf } from './list.ts'

/**
 * One rank per completion: whole numbers of which the best is 1. Equal ranks are a tie; whether the rank after a tie
 * of two is the next number (1,2,2,3) or leaves room for the tie (1,2,2,4) makes no difference.
 */
export function ranksOf(value: unknown, completions: number): number[] {
  const ranks = listOf(value, 'ranks')
  if (ranks.length !== completions) refuseLine('RANKS_MISMATCH', 'ranks', { ranks: ranks.length, completions })
  const checked = ranks.map((rank, index) => rankAt(rank, `ranks[${index}]`))
  const best = Math.min(...checked)
  if (best !== 1) refuse('ranks', `must start at 1, the best; the best here is ${best}`)
  return checked
}

function rankAt(value: unknown, path: string): number {
  if (typeof value !== 'number') refuse(path, `must be a whole number, but is ${kindOf(value)}`)
  if (!Number.isSafeInteger(value)) refuse(path, `must be a whole number, but is ${value}`)
  if (value < 1) refuse(path, `must be at least 1, but is ${value}`)
  return value
}
