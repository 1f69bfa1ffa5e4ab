import type { Prompt, ScoreResult } from '@plackett/contracts'

export interface ScoredModel {
  /** `name@version` */
  reference: string
  artefactHash: string
}

/** How completions are scored; the API has this from its serving engine. */
export interface Scorers {
  /** One result per item, in order. */
  score(model: ScoredModel, items: { prompt: Prompt; completion: string }[]): Promise<ScoreResult[]>
}
