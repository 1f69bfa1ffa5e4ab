/** A smooth function to be made as large as possible, with its gradient. */
export type Objective = (point: Float64Array) => { value: number; gradient: Float64Array }

export interface Ascent {
  point: Float64Array
  value: number
  /** False where it stopped for want of iterations or because no step gained, the gradient not being small. */
  converged: boolean
}

interface State {
  point: Float64Array
  value: number
  gradient: Float64Array
}

/** How the gradient changed along a step: the curvature that L-BFGS remembers. */
interface Curvature {
  step: Float64Array
  change: Float64Array
  /** 1/(step·change) */
  scale: number
}

/**
 * Maximises by L-BFGS with a memory of twelve steps and a line search for the weak Wolfe conditions. It ends when no
 * entry of the gradient exceeds `tolerance`, or where rounding of the value hides all that is still to be gained.
 */
export function lbfgs(objective: Objective, start: Float64Array, tolerance = 1e-9): Ascent {
  let state: State = { point: start, ...objective(start) }
  let memory: Curvature[] = []
  for (let round = 0; round < 5000; round++) {
    if (isFlat(state, tolerance)) return ended(state, true)
    let direction = ascentDirection(state.gradient, memory)
    if (dot(direction, state.gradient) <= 0) {
      memory = []
      direction = state.gradient
    }
    const first = memory.length === 0 ? Math.min(1, 1 / norm(state.gradient)) : 1
    const next = lineSearch(objective, state, { direction, first })
    if (next === null) {
      // The memory may be stale: once more along the gradient itself, then give up.
      if (memory.length === 0) return ended(state, isFlat(state, 1e-8 * Math.max(1, Math.abs(state.value))))
      memory = []
      continue
    }
    remember(memory, state, next)
    state = next
  }
  return ended(state, false)
}

function isFlat({ gradient }: State, tolerance: number): boolean {
  return gradient.every((slope) => Math.abs(slope) <= tolerance)
}

function ended({ point, value }: State, converged: boolean): Ascent {
  return { point, value, converged }
}

/** The two-loop recursion: the gradient times an approximate inverse of minus the Hessian. */
function ascentDirection(gradient: Float64Array, memory: readonly Curvature[]): Float64Array {
  const direction = gradient.slice()
  const shares: number[] = []
  for (let k = memory.length - 1; k >= 0; k--) {
    const { step, change, scale } = memory[k]!
    shares[k] = scale * dot(step, direction)
    addScaled(direction, change, -shares[k]!)
  }
  const last = memory[memory.length - 1]
  if (last) for (const k of direction.keys()) direction[k]! /= last.scale * dot(last.change, last.change)
  for (const [k, { step, change, scale }] of memory.entries()) {
    addScaled(direction, step, shares[k]! - scale * dot(change, direction))
  }
  return direction
}

function remember(memory: Curvature[], from: State, to: State): void {
  const step = to.point.map((x, k) => x - from.point[k]!)
  const change = to.gradient.map((slope, k) => from.gradient[k]! - slope)
  const curvature = dot(step, change)
  if (curvature <= 1e-14 * norm(step) * norm(change)) return
  memory.push({ step, change, scale: 1 / curvature })
  if (memory.length > 12) memory.shift()
}

/** A point along the direction that gains enough and where the slope has fallen enough; null where none is found. */
function lineSearch(
  objective: Objective,
  from: State,
  { direction, first }: { direction: Float64Array; first: number },
): State | null {
  const slope = dot(direction, from.gradient)
  let low = 0
  let high = Infinity
  let length = first
  for (let trial = 0; trial < 60; trial++) {
    const point = from.point.map((x, k) => x + length * direction[k]!)
    const there = { point, ...objective(point) }
    const gains = there.value >= from.value + 1e-4 * length * slope - 1e-15 * Math.abs(from.value)
    if (!gains) high = length
    else if (dot(direction, there.gradient) > 0.9 * slope) low = length
    else return there
    length = high === Infinity ? 2 * length : (low + high) / 2
  }
  return null
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!
  return sum
}

function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a))
}

function addScaled(to: Float64Array, add: Float64Array, times: number): void {
  for (let k = 0; k < to.length; k++) to[k]! += times * add[k]!
}
