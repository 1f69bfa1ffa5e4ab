import { AppError, type CompletionLabels, type LabelSettings, type Wish } from '@plackett/contracts'
import type { Judgement } from './answer.ts'

export interface ShownText {
  id: string
  text: string
}

/**
 * Refuses an answer that says what the label settings do not ask for, or misses what they require. Every completion shown
 * is labelled, also one that a partial ranking leaves unplaced. Throws LABELS_INVALID.
 */
export function requireLabels(
  answer: Judgement & { comment?: string | undefined },
  { shown, settings }: { shown: ShownText[]; settings: LabelSettings },
): void {
  requireStrength(answer, { count: shown.length, settings })
  if (answer.allBad && !settings.allowAllBad) refuse('"all bad" is not asked for')
  requireWish(settings.reason, answer.comment, { what: 'a reason', allowUnasked: true })
  const labelled = new Map((answer.labels ?? []).map((labels) => [labels.completionId, labels]))
  for (const [place, { id, text }] of shown.entries()) {
    const where = `completion ${place + 1}`
    requireCompletionLabels(labelled.get(id) ?? nothingSaid(id), { text, where, settings })
    labelled.delete(id)
  }
  if (labelled.size > 0) refuse(`${labelled.size} of the labelled completions were not shown`)
}

const nothingSaid = (completionId: string): CompletionLabels => ({ completionId, ratings: {}, flags: [], spans: [] })

/** How much better is asked of two completions of which one is better. */
function requireStrength(
  { tiers, strength }: Judgement,
  { count, settings }: { count: number; settings: LabelSettings },
): void {
  const isAsked = settings.strengths.length > 0 && count === 2 && tiers.length === 2
  if (!isAsked && strength !== undefined) refuse('a strength is not asked for here')
  if (isAsked && strength === undefined) refuse('the strength of the preference is missing')
  if (isAsked && strength! > settings.strengths.length) refuse(`there are ${settings.strengths.length} strengths`)
}

interface Place {
  text: string
  where: string
  settings: LabelSettings
}

function requireCompletionLabels(labels: CompletionLabels, place: Place): void {
  const { text, where, settings } = place
  requireRatings(labels, place)
  requireKnown(labels.flags, settings.flags, `a flag of ${where}`)
  requireKnown(
    labels.spans.map(({ label }) => label),
    settings.spans,
    `the label of a span of ${where}`,
  )
  if (labels.spans.some(({ end }) => end > text.length)) refuse(`a span of ${where} ends after its text`)
  requireWish(settings.critique, labels.critique, { what: `a critique of ${where}` })
  if (labels.editedText === undefined) return
  if (!settings.allowEdits) refuse('corrections are not asked for')
  if (labels.editedText === text) refuse(`the corrected text of ${where} is the same as the text`)
  if (labels.editedText.trim() === '') refuse(`the corrected text of ${where} is empty`)
}

function requireRatings({ ratings }: CompletionLabels, { where, settings }: Place): void {
  requireKnown(Object.keys(ratings), settings.ratings, `a rating of ${where}`)
  for (const { key, label, max, required } of settings.ratings) {
    const points = ratings[key]
    if (points === undefined && required) refuse(`the rating "${label}" of ${where} is missing`)
    if (points !== undefined && points > max) refuse(`the rating "${label}" of ${where} is more than ${max}`)
  }
}

function requireKnown(keys: string[], known: { key: string }[], what: string): void {
  const unknown = keys.find((key) => !known.some((one) => one.key === key))
  if (unknown !== undefined) refuse(`${what}, "${unknown}", is not one of the project's`)
}

/** A remark is always welcome on the answer as a whole; other texts only where they are asked for. */
function requireWish(wish: Wish, text: string | undefined, about: { what: string; allowUnasked?: boolean }): void {
  const isGiven = text !== undefined && text.trim() !== ''
  if (wish === 'required' && !isGiven) refuse(`${about.what} is missing`)
  if (wish === 'off' && isGiven && !about.allowUnasked) refuse(`${about.what} is not asked for`)
}

function refuse(problem: string): never {
  throw new AppError('LABELS_INVALID', { problem })
}
