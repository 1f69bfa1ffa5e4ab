import type { RankingRecord } from '@plackett/contracts'

const subjects = ['tea', 'rain', 'chess', 'maps', 'bread', 'tides', 'moths', 'glass']
const openings = ['Certainly, it is', 'Perhaps it is', 'It is', 'Some say that it is']

/** Rankings that can be learnt: longer answers are better, and "certainly" is worth one and a half sentences. */
export function someRankings(
  count: number,
  more: (index: number) => Partial<RankingRecord> = () => ({}),
): RankingRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const subject = subjects[index % subjects.length]!
    const answers = [0, 1, 2].map((which) => {
      const opening = openings[mixed(index, which) % openings.length]!
      const sentences = 1 + (mixed(index, which + 7) % 4)
      const text = `${opening} about ${subject} ${index}. ${'There is more to say of it, and here it is. '.repeat(sentences)}`
      return { text, worth: sentences + (opening.startsWith('Certainly') ? 1.5 : 0) }
    })
    const worths = [...new Set(answers.map(({ worth }) => worth))].sort((a, b) => b - a)
    return {
      prompt: `Tell me about ${subject}, number ${index}.`,
      completions: answers.map(({ text }) => ({ text })),
      ranks: answers.map(({ worth }) => worths.indexOf(worth) + 1),
      ...more(index),
    }
  })
}

/** The middle bits of a product with Knuth's multiplier: as good as drawn, and always the same. */
function mixed(one: number, other: number): number {
  return (Math.imul(one * 31 + other + 1, 2_654_435_761) >>> 12) & 0xff
}
