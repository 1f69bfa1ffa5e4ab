/** Why there is no estimate: the data allow worths to run to infinity, or say nothing about a parameter. */
export type NoMaximum =
  /** Some group never loses to, nor ties with, another (or never meets it): `components` are the groups that compare. */
  | 'not-strongly-connected'
  /** Every game is a tie: any tie parameter can be made better by a larger one. */
  | 'only-ties'
  /** Worths and a further parameter (ties, position, style) can grow together without end and lose no likelihood. */
  | 'unbounded'

/** An estimate, or the reason why there is none. */
export type Fit<Estimate> =
  | ({ kind: 'fitted' } & Estimate)
  | { kind: 'undefined'; reason: NoMaximum; components: number[][] }

/** Standard errors of the centred log-worths. */
export interface WorthErrors {
  /** From the curvature of the likelihood: right where the model is. */
  fisher: number[]
  /** I⁺ G I⁺ with the scores as they were seen: right on average also where the model is not. */
  sandwich: number[]
}
