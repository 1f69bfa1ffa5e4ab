export interface Schedule {
  readonly kind: 'constant' | 'linear' | 'cosine'
  /** Steps over which the rate rises from 0. */
  readonly warmupSteps: number
  readonly totalSteps: number
}

/**
 * What the learning rate is multiplied by in a step, counted from 0, as transformers' schedules do: up in a straight line
 * (the first step of a warm-up has 0), then level, down in a straight line, or down half a cosine.
 */
export function scheduleFactor({ kind, warmupSteps, totalSteps }: Schedule, step: number): number {
  if (step < warmupSteps) return step / Math.max(1, warmupSteps)
  if (kind === 'constant') return 1
  const length = Math.max(1, totalSteps - warmupSteps)
  if (kind === 'linear') return Math.max(0, (totalSteps - step) / length)
  return Math.max(0, 0.5 * (1 + Math.cos((Math.PI * (step - warmupSteps)) / length)))
}
