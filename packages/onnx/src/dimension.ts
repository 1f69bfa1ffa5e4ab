import { GraphError } from './graph-error.ts'

/**
 * The length of an axis: a number, or the name of one that is known at run time. Names may be products ("4*batch*tokens",
 * factors in order), so that equal products compare as equal text; other expressions stand in parentheses ("(tokens-1)").
 */
export type Dim = number | string
export type Shape = readonly Dim[]

export function describeShape(shape: Shape): string {
  return `[${shape.join(', ')}]`
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, axis) => dim === b[axis])
}

/** The number of elements of a shape, as one dimension. */
export function productOf(shape: Shape): Dim {
  const { factor, symbols } = factorsOf(shape)
  if (factor === 0 || symbols.length === 0) return factor
  return [...(factor === 1 ? [] : [String(factor)]), ...symbols.sort()].join('*')
}

/** whole / part where that comes out even, else undefined. */
export function quotientOf(whole: Dim, part: Dim): Dim | undefined {
  const of = factorsOf([whole])
  const by = factorsOf([part])
  if (by.factor === 0 || of.factor % by.factor !== 0) return undefined
  for (const symbol of by.symbols) {
    const at = of.symbols.indexOf(symbol)
    if (at < 0) return undefined
    of.symbols.splice(at, 1)
  }
  return productOf([of.factor / by.factor, ...of.symbols])
}

/** The single names and the number that a product consists of. */
export function factorsOf(shape: Shape): { factor: number; symbols: string[] } {
  const parts = shape.flatMap((dim) => (typeof dim === 'number' ? [dim] : splitProduct(dim)))
  return {
    factor: parts.reduce<number>((product, part) => (typeof part === 'number' ? product * part : product), 1),
    symbols: parts.filter((part) => typeof part === 'string'),
  }
}

function splitProduct(dim: string): Dim[] {
  return splitOutside(dim, '*').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

/** Splits before or at the given characters, wherever no parenthesis is open. */
function splitOutside(text: string, separators: string): string[] {
  let depth = 0
  const parts = ['']
  for (const character of text) {
    depth += character === '(' ? 1 : character === ')' ? -1 : 0
    if (depth > 0 || !separators.includes(character)) parts[parts.length - 1] += character
    else parts.push(character === '*' ? '' : character)
  }
  return parts
}

/** A dimension as a sum: how often each product of names occurs in it, the bare number under the empty name. */
export function termsOf(dim: Dim): Map<string, number> {
  if (typeof dim === 'number') return new Map([['', dim]])
  const signed = dim.startsWith('(') && dim.endsWith(')') && splitProduct(dim).length === 1
  const parts = signed ? splitOutside(dim.slice(1, -1), '+-').filter((part) => part !== '') : [dim]
  return new Map(
    parts.map((part) => {
      const { factor, symbols } = factorsOf([part.replace(/^[+-]/, '')])
      return [symbols.sort().join('*'), part.startsWith('-') ? -factor : factor]
    }),
  )
}

export function sumOf(a: Dim, b: Dim): Dim {
  return combine(a, b, 1)
}

export function differenceOf(a: Dim, b: Dim): Dim {
  return combine(a, b, -1)
}

function combine(a: Dim, b: Dim, sign: 1 | -1): Dim {
  const terms = termsOf(a)
  for (const [name, count] of termsOf(b)) terms.set(name, (terms.get(name) ?? 0) + sign * count)
  const left = [...terms]
    .filter(([, count]) => count !== 0)
    .sort(([x], [y]) => (x === '' ? 1 : y === '' || x < y ? -1 : 1))
  const [first] = left
  if (first === undefined) return 0
  if (left.length === 1 && first[1] > 0) return first[0] === '' ? first[1] : productOf([first[1], first[0]])
  const written = left.map(([name, count]) => {
    const size = name === '' ? String(Math.abs(count)) : String(productOf([Math.abs(count), name]))
    return `${count < 0 ? '-' : '+'}${size}`
  })
  return `(${written.join('').replace(/^\+/, '')})`
}

/** The shape of an elementwise result, by numpy's rules. Two different names never match. */
export function broadcastShapes(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length)
  return Array.from({ length: rank }, (_, axis) => {
    const x = a[axis - rank + a.length] ?? 1
    const y = b[axis - rank + b.length] ?? 1
    if (x === y || y === 1) return x
    if (x === 1) return y
    throw new GraphError(`${describeShape(a)} and ${describeShape(b)} do not broadcast`)
  })
}

/** An axis counted from the front, for one that may be counted from the back. */
export function axisOf(axis: number, rank: number): number {
  const front = axis < 0 ? axis + rank : axis
  if (!Number.isInteger(front) || front < 0 || front >= rank) throw new GraphError(`rank ${rank} has no axis ${axis}`)
  return front
}
