import type { ReactNode } from 'react'

/** What a project asks for beside the order. Each kind of panel has its own folder; the bench only gives them places. */
export interface BenchPanels {
  /** Under the text of the completion at this place: ratings, flags, an edit. */
  ofCompletion?: ((place: number) => ReactNode) | undefined
  /** Between the texts and the rail, about the task as a whole: a strength, a critique. */
  ofTask?: ReactNode
  /** What they still miss before the answer can be submitted, in words; null if nothing. */
  missing?: string | null | undefined
}
