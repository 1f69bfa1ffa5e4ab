import { InvalidArgumentError } from 'commander'

/** A parser of a whole number within limits, for commander. */
export function wholeNumber(from: number, to = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
    if (value >= from && value <= to) return value
    throw new InvalidArgumentError(
      to === Number.MAX_SAFE_INTEGER
        ? `A whole number from ${from} is needed.`
        : `A whole number from ${from} to ${to} is needed.`,
    )
  }
}

/** A number above 0 and at most `to`. */
export function positiveNumber(to = Number.MAX_VALUE): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (value > 0 && value <= to) return value
    throw new InvalidArgumentError(
      to === Number.MAX_VALUE ? 'A number above 0 is needed.' : `A number above 0, at most ${to}, is needed.`,
    )
  }
}

/** A number from 0 to 1. */
export function share(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (value >= 0 && value <= 1) return value
  throw new InvalidArgumentError('A number from 0 to 1 is needed.')
}

/** What is frozen: a name, or a number of layers. */
export function frozenPart(text: string): 'embeddings' | 'backbone' | number {
  if (text === 'embeddings' || text === 'backbone') return text
  const layers = /^\d+$/.test(text) ? Number(text) : 0
  if (layers >= 1 && layers <= 1_024) return layers
  throw new InvalidArgumentError('"embeddings", "backbone" or a number of layers is needed.')
}

/** A number from 0, for commander. */
export function atLeastZero(text: string): number {
  return text.trim() !== '' && Number(text) === 0 ? 0 : positiveNumber()(text)
}
