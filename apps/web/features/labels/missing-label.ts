import type { LabelSettings } from '@plackett/contracts'
import { asksForStrength, type LabelsState, saidOf } from './labels-state.ts'

/** The first thing that an answer still needs beside the order; `completion` counts from 0 in the order shown. */
export type MissingLabel =
  | { what: 'strength' }
  | { what: 'rating'; completion: number; label: string }
  | { what: 'critique'; completion: number }
  | { what: 'reason' }

export interface Asked {
  settings: LabelSettings
  /** Completion ids in the order shown. */
  ids: readonly string[]
  /** How many tiers the order has. */
  tiers: number
}

/** Null where nothing is missing. The server checks the same. */
export function missingLabel(state: LabelsState, { settings, ids, tiers }: Asked): MissingLabel | null {
  if (asksForStrength(settings, ids.length) && tiers === 2 && state.strength === null) return { what: 'strength' }
  for (const [completion, id] of ids.entries()) {
    const { ratings, critique } = saidOf(state, id)
    const axis = settings.ratings.find(({ key, required }) => required && ratings[key] === undefined)
    if (axis) return { what: 'rating', completion, label: axis.label }
    if (settings.critique === 'required' && critique.trim() === '') return { what: 'critique', completion }
  }
  return settings.reason === 'required' && state.reason.trim() === '' ? { what: 'reason' } : null
}
