import { requireThat } from '../numerics/require-that.ts'
import { type Predictions, requirePredictions } from './predictions.ts'

export interface CalibrationOptions {
  bins?: number
  /** `width`: bins of equal width over [0, 1], an edge belonging to the bin above. `mass`: of equal numbers of pairs. */
  by?: 'width' | 'mass'
  /**
   * `event`: how often the first is preferred against p. `confidence`: how often the likelier is against max(p, 1−p),
   * p = ½ counting half. Where the chosen always comes first only confidence says anything.
   */
  form?: 'event' | 'confidence'
}

/** One bin of a reliability diagram. */
export interface ReliabilityBin {
  count: number
  /** Mean of what was predicted, and the share of what came true. */
  predicted: number
  observed: number
}

export interface Calibration {
  /** By what was predicted; null for an empty bin of equal width. */
  bins: (ReliabilityBin | null)[]
  /** Σ n_b/N |observed − predicted|; the largest difference; the root of the weighted mean square. Null without pairs. */
  expectedError: number | null
  largestError: number | null
  rootMeanSquare: number | null
}

/** Expected calibration error and the reliability diagram behind it. */
export function measureCalibration(
  predictions: Predictions,
  { bins: number = 10, by = 'width', form = 'confidence' }: CalibrationOptions = {},
): Calibration {
  requirePredictions(predictions)
  requireThat(Number.isInteger(number) && number >= 1, 'The number of bins must be a whole number from 1.')
  const points = pointsOf[form](predictions)
  const bins = (by === 'width' ? byWidth(points, number) : byMass(points, number)).map(binOf)
  const full = bins.filter((bin) => bin !== null)
  if (full.length === 0) return { bins, expectedError: null, largestError: null, rootMeanSquare: null }
  const error = ({ observed, predicted }: ReliabilityBin) => Math.abs(observed - predicted)
  const mean = (of: (bin: ReliabilityBin) => number) => {
    return full.reduce((sum, bin) => sum + (bin.count / points.length) * of(bin), 0)
  }
  return {
    bins,
    expectedError: mean(error),
    largestError: Math.max(...full.map(error)),
    rootMeanSquare: Math.sqrt(mean((bin) => error(bin) ** 2)),
  }
}

interface Point {
  predicted: number
  observed: number
}

const pointsOf: Record<'event' | 'confidence', (predictions: Predictions) => Point[]> = {
  event: ({ p, y }) => p.map((predicted, k) => ({ predicted, observed: y[k]! })),
  confidence: ({ p, y }) => {
    return p.map((value, k) => ({ predicted: Math.max(value, 1 - value), observed: rightness(value, y[k]!) }))
  },
}

/** 1 if the likelier of the two was preferred, ½ if neither is likelier. */
export function rightness(p: number, y: number): number {
  return p === 0.5 ? 0.5 : Number(p > 0.5 === (y === 1))
}

function byWidth(points: readonly Point[], number: number): Point[][] {
  const bins: Point[][] = Array.from({ length: number }, () => [])
  for (const point of points) bins[Math.min(Math.floor(point.predicted * number), number - 1)]!.push(point)
  return bins
}

/** Sorted parts whose sizes differ by one at most, the larger first; without the empty ones. */
function byMass(points: readonly Point[], number: number): Point[][] {
  const sorted = points.toSorted((a, b) => a.predicted - b.predicted)
  const size = Math.floor(sorted.length / number)
  const larger = sorted.length % number
  return Array.from({ length: number }, (_, k) => {
    const start = k * size + Math.min(k, larger)
    return sorted.slice(start, start + size + (k < larger ? 1 : 0))
  }).filter((bin) => bin.length > 0)
}

function binOf(points: readonly Point[]): ReliabilityBin | null {
  if (points.length === 0) return null
  const mean = (of: (point: Point) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length
  return {
    count: points.length,
    predicted: mean(({ predicted }) => predicted),
    observed: mean(({ observed }) => observed),
  }
}
