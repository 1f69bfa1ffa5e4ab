import { createHash } from 'node:crypto'
import type { Prompt, ScoreResult } from '@plackett/contracts'
import type { ScoreLine } from '@plackett/datasets'
import { completionsOf } from './scored-line.ts'

/** What becomes of the completions of a line: all with their rewards, the best, or a sample of the better. */
export type Selection = { kind: 'all' } | { kind: 'best' } | { kind: 'rejection'; beta: number; seed: number }

/** A completion that was chosen, of how many that could be scored. */
export interface SelectedLine {
  id?: string
  prompt: Prompt
  completion: string
  reward: number
  of: number
}

/**
 * `best`: the completion with the greatest reward, the first of equals (best of n). `rejection`: each completion with the
 * probability exp((r − r_max) / β), so that what is left follows the policy tilted by the reward (statistical rejection
 * sampling, Liu et al. 2023, arXiv 2309.06657); the best is always kept. The draw depends on seed, line and place alone.
 * `line` counts from 0.
 */
export function selectCompletions(
  { line, at, results }: { line: ScoreLine; at: number; results: readonly ScoreResult[] },
  selection: Exclude<Selection, { kind: 'all' }>,
): SelectedLine[] {
  const texts = completionsOf(line)
  const scored = results.flatMap(({ reward }, place) => (reward === null ? [] : [{ place, reward }]))
  if (scored.length === 0) return []
  const best = scored.reduce((one, other) => (other.reward > one.reward ? other : one))
  const isKept = ({ place, reward }: { place: number; reward: number }) =>
    selection.kind === 'best'
      ? place === best.place
      : drawn(selection.seed, at, place) < Math.exp((reward - best.reward) / selection.beta)
  return scored.filter(isKept).map(({ place, reward }) => ({
    ...('id' in line && line.id !== undefined && { id: line.id }),
    prompt: line.prompt,
    completion: texts[place]!,
    reward,
    of: scored.length,
  }))
}

/** Uniform in [0, 1), and the same for the same numbers. */
function drawn(...numbers: number[]): number {
  return createHash('sha256').update(numbers.join(':')).digest().readUInt32BE() / 2 ** 32
}
