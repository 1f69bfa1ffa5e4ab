import type { Span } from '@plackett/contracts'

export interface Segment {
  start: number
  part: string
  isMarked: boolean
}

/** The text cut where marks begin and end, in order and without a gap; marks may overlap. */
export function segmentsOf(text: string, spans: readonly Span[]): Segment[] {
  const within = (place: number) => Math.min(place, text.length)
  const cuts = new Set([0, text.length, ...spans.flatMap(({ start, end }) => [within(start), within(end)])])
  const places = [...cuts].sort((a, b) => a - b)
  return places.slice(0, -1).map((start, index) => ({
    start,
    part: text.slice(start, places[index + 1]),
    isMarked: spans.some((span) => span.start <= start && span.end > start),
  }))
}
