import { AppError } from '@plackett/contracts'

export interface ModelTerm {
  reference: string
  weight: number
}

const maxTerms = 16
const term = /^(?:(-?\d{1,9}(?:\.\d{1,9})?)\*)?([^+*]+)$/

/**
 * `a@1+b@2` is the mean of two models, `0.7*a@1+0.3*b@2` their weighted sum. Null where the text is no such expression.
 * Throws INVALID_INPUT where some terms have a weight and others have none.
 */
export function readModelExpression(text: string): ModelTerm[] | null {
  const matches = text.split('+').map((part) => term.exec(part.trim()))
  if (matches.length > maxTerms || matches.some((match) => match === null)) return null
  const terms = matches.map((match) => ({ reference: match![2]!.trim(), weight: match![1] }))
  const weighted = terms.filter(({ weight }) => weight !== undefined).length
  if (terms.length === 1 && weighted === 0) return null
  if (weighted > 0 && weighted < terms.length) {
    throw new AppError('INVALID_INPUT', { problem: `model: either all terms of ${text} have a weight, or none` })
  }
  return terms.map(({ reference, weight }) => ({
    reference,
    weight: weight === undefined ? 1 / terms.length : Number(weight),
  }))
}
