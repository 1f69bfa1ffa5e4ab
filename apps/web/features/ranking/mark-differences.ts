import { type ChangeObject, diffWordsWithSpace } from 'diff'

export interface MarkedPart {
  text: string
  isDifferent: boolean
}

/** Editing steps after which two texts count as wholly different: a search for more would hold up the page. */
const mostEdits = 4_000

/**
 * Both texts in parts, those that the other lacks marked. Words are told apart by the locale's rules, so that Chinese is
 * compared by words too. Null where the texts have too little in common for marks to say anything.
 */
export function markDifferences(left: string, right: string, locale: string): [MarkedPart[], MarkedPart[]] | null {
  const intlSegmenter = new Intl.Segmenter(locale, { granularity: 'word' })
  const changes = diffWordsWithSpace(left, right, { intlSegmenter, maxEditLength: mostEdits, timeout: 400 })
  if (!changes) return null
  return [sideOf(changes, 'added', 'removed'), sideOf(changes, 'removed', 'added')]
}

/** One text's parts. The space between two different words is marked with them, so that a passage reads as one. */
function sideOf(changes: ChangeObject<string>[], skip: 'added' | 'removed', mark: 'added' | 'removed'): MarkedPart[] {
  const parts = changes
    .filter((change) => !change[skip])
    .map((change) => ({ text: change.value, isDifferent: Boolean(change[mark]) }))
  const isBetween = (index: number) => Boolean(parts[index - 1]?.isDifferent && parts[index + 1]?.isDifferent)
  return parts.map((part, index) =>
    /^[^\S\n]+$/.test(part.text) && isBetween(index) ? { ...part, isDifferent: true } : part,
  )
}
