import type { Dispatch, ReactNode } from 'react'
import type { LabelsState } from '../labels/labels-state.ts'
import type { RankingAction, RankingState } from './ranking-reducer.ts'

/** The order as it is built, for panels that speak of it. */
export interface PanelRanking {
  state: RankingState
  dispatch: Dispatch<RankingAction>
}

/** What a project asks for beside the order. Each kind of panel has its own folder; the bench only gives them places. */
export interface BenchPanels {
  /** Under the text of the completion at this place: ratings, flags, an edit. */
  ofCompletion?: ((place: number) => ReactNode) | undefined
  /** Between the texts and the rail, about the task as a whole: a strength, a critique. */
  ofTask?: ((ranking: PanelRanking) => ReactNode) | undefined
  /** What they still miss before the answer can be submitted, in words; null if nothing. */
  missing?: ((state: RankingState) => string | null) | undefined
  /** What a reload takes up again with the order. */
  draft?: LabelsState | undefined
}
