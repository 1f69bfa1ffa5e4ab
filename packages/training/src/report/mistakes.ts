import { type Mistake, messagesOf, type Prompt } from '@plackett/contracts'
import type { JudgedPair } from './judged-pairs.ts'

const listed = 20
const perGroup = 2
const longest = 1_200

/** The pairs that the rewards have most wrong, the worst first, at most two of a group. */
export function mistakesOf(
  pairs: readonly JudgedPair[],
  rewardOf: (pair: JudgedPair, completion: number) => number,
): Mistake[] {
  const wrong = pairs.filter(({ difference }) => difference !== null && difference < 0)
  const worst = wrong.toSorted((a, b) => a.difference! - b.difference!)
  const taken = new Map<string, number>()
  const chosen: JudgedPair[] = []
  for (const pair of worst) {
    const count = taken.get(pair.group) ?? 0
    if (count >= perGroup) continue
    taken.set(pair.group, count + 1)
    if (chosen.push(pair) >= listed) break
  }
  return chosen.map((pair) => {
    const { record, better, worse, strength } = pair
    return {
      prompt: cut(textOf(record.prompt)),
      chosen: cut(record.completions[better]!.text),
      rejected: cut(record.completions[worse]!.text),
      chosenReward: rewardOf(pair, better),
      rejectedReward: rewardOf(pair, worse),
      strength,
      chosenModel: record.completions[better]!.model ?? null,
      rejectedModel: record.completions[worse]!.model ?? null,
      annotator: record.annotator ?? null,
    }
  })
}

/** A prompt of one turn as it is, a conversation with its speakers. */
function textOf(prompt: Prompt): string {
  const messages = messagesOf(prompt)
  if (messages.length === 1) return messages[0]!.content
  return messages.map(({ role, content }) => `${role}: ${content}`).join('\n\n')
}

/** Whole code points, so that no character is cut in two. */
function cut(text: string): string {
  if (text.length <= longest) return text
  return `${[...text.slice(0, longest + 1)].slice(0, -1).join('')}…`
}
