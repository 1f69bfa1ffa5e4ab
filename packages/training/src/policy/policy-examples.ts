import type { PolicyObjectiveName, Prompt, RankingRecord } from '@plackett/contracts'
import type { PolicyLine } from '@plackett/datasets'
import { comparisonsOf } from '@plackett/preference'

/** A prompt with one answer to it. */
export interface Answered {
  readonly prompt: Prompt
  readonly completion: string
}

/** What a step counts: an answer to imitate, one that is wanted or not, or the better and the worse of two. */
export interface PolicyExample {
  readonly answers: readonly Answered[]
  readonly isDesirable: boolean
}

/**
 * The examples of an objective, in order. sft: completions but those labelled unwanted, and the best of each ranking. kto:
 * completions, wanted unless labelled otherwise; of a ranking the best are wanted and the others not. dpo and orpo: every
 * strict pair of each ranking; completions alone say nothing there.
 */
export function policyExamples(lines: readonly PolicyLine[], objective: PolicyObjectiveName): PolicyExample[] {
  return lines.flatMap((line) => {
    if (objective === 'dpo' || objective === 'orpo') return 'ranks' in line ? pairsOf(line) : []
    const judged = 'ranks' in line ? judgedOf(line) : [single(line, line.label ?? true)]
    return objective === 'kto' ? judged : judged.filter(({ isDesirable }) => isDesirable)
  })
}

function single({ prompt, completion }: Answered, isDesirable: boolean): PolicyExample {
  return { answers: [{ prompt, completion }], isDesirable }
}

/** A ranking that prefers nothing says of no completion that it is good or bad. */
function judgedOf({ prompt, completions, ranks }: RankingRecord): PolicyExample[] {
  if (new Set(ranks).size < 2) return []
  const best = Math.min(...ranks)
  return completions.map(({ text }, at) => single({ prompt, completion: text }, ranks[at] === best))
}

function pairsOf({ prompt, completions, ranks }: RankingRecord): PolicyExample[] {
  return comparisonsOf(ranks).strict.map(({ better, worse }) => ({
    answers: [better, worse].map((at) => ({ prompt, completion: completions[at]!.text })),
    isDesirable: true,
  }))
}
