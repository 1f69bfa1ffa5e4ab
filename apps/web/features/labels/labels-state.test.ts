import { labelPresets, labelSettings } from '@plackett/contracts'
import { describe, expect, test } from 'vitest'
import { answerOf, type LabelsAction, labelsReducer, labelsStateOf, noLabels } from './labels-state.ts'
import { missingLabel } from './missing-label.ts'

const after = (...actions: LabelsAction[]) => actions.reduce(labelsReducer, noLabels)
const ids = ['a', 'b']
const everything = labelSettings.parse({
  ratings: [{ key: 'overall', label: 'Overall' }],
  flags: [{ key: 'rude', label: 'Rude' }],
  spans: [{ key: 'wrong', label: 'Wrong' }],
  strengths: ['Slightly', 'Much'],
  critique: 'optional',
  reason: 'optional',
  allowEdits: true,
  allowAllBad: true,
})
const tiers = [['a'], ['b']]

describe('what is said', () => {
  test('is kept by completion, and taken back by saying it again', () => {
    const once = after({ type: 'rate', id: 'a', axis: 'overall', points: 3 }, { type: 'flag', id: 'a', flag: 'rude' })
    expect(once.completions.a).toMatchObject({ ratings: { overall: 3 }, flags: ['rude'] })
    const twice = [
      { type: 'rate', id: 'a', axis: 'overall', points: 3 } as const,
      { type: 'flag', id: 'a', flag: 'rude' } as const,
    ]
    expect(twice.reduce(labelsReducer, once).completions.a).toMatchObject({ ratings: {}, flags: [] })
  })

  test('marks stand in the order of the text, the same one once', () => {
    const late = { start: 5, end: 9, label: 'wrong' }
    const early = { start: 0, end: 3, label: 'wrong' }
    const state = after(
      { type: 'mark', id: 'a', span: late },
      { type: 'mark', id: 'a', span: early },
      { type: 'mark', id: 'a', span: late },
    )
    expect(state.completions.a!.spans).toEqual([early, late])
    expect(labelsReducer(state, { type: 'unmark', id: 'a', index: 0 }).completions.a!.spans).toEqual([late])
  })
})

describe('the answer', () => {
  const state = after(
    { type: 'rate', id: 'a', axis: 'overall', points: 7 },
    { type: 'flag', id: 'b', flag: 'rude' },
    { type: 'mark', id: 'b', span: { start: 0, end: 1, label: 'wrong' } },
    { type: 'criticise', id: 'b', critique: ' No. ' },
    { type: 'edit', id: 'b', editedText: 'Yes.' },
    { type: 'strengthen', strength: 2 },
    { type: 'all-bad', allBad: true },
    { type: 'reason', reason: ' Because. ' },
  )

  test('says everything that is asked for', () => {
    expect(answerOf(state, { tiers, settings: everything, ids })).toEqual({
      strength: 2,
      allBad: true,
      comment: 'Because.',
      labels: [
        { completionId: 'a', ratings: { overall: 7 }, flags: [], spans: [] },
        {
          completionId: 'b',
          ratings: {},
          flags: ['rude'],
          spans: [{ start: 0, end: 1, label: 'wrong' }],
          critique: 'No.',
          editedText: 'Yes.',
        },
      ],
    })
  })

  test('says nothing that is not asked for any more', () => {
    expect(answerOf(state, { tiers, settings: labelSettings.parse({}), ids })).toEqual({})
  })

  test('has no strength where the two are tied', () => {
    expect(answerOf(state, { tiers: [ids], settings: everything, ids })).not.toHaveProperty('strength')
  })

  test('is taken up again as it was', () => {
    const {
      strength = null,
      allBad = false,
      comment = null,
      labels = [],
    } = answerOf(state, { tiers, settings: everything, ids })
    const again = labelsStateOf({ strength, allBad, comment, labels })
    expect(answerOf(again, { tiers, settings: everything, ids })).toEqual(
      answerOf(state, { tiers, settings: everything, ids }),
    )
  })
})

describe('what is missing', () => {
  const missing = (state: typeof noLabels, settings: typeof everything, count = 2) =>
    missingLabel(state, { settings, ids, tiers: count })

  test('is said one after the other, until there is nothing', () => {
    const settings = { ...labelPresets.help_steer, ratings: everything.ratings, critique: 'required' as const }
    const steps: LabelsAction[] = [
      { type: 'strengthen', strength: 1 },
      { type: 'rate', id: 'a', axis: 'overall', points: 1 },
      { type: 'criticise', id: 'a', critique: 'x' },
      { type: 'rate', id: 'b', axis: 'overall', points: 1 },
      { type: 'criticise', id: 'b', critique: 'x' },
      { type: 'reason', reason: 'x' },
    ]
    const seen = steps.map((_, index) => missing(after(...steps.slice(0, index)), settings)?.what)
    expect(seen).toEqual(['strength', 'rating', 'critique', 'rating', 'critique', 'reason'])
    expect(missing(after(...steps), settings)).toBeNull()
  })

  test('is no strength of a tie', () => {
    const settings = labelSettings.parse({ strengths: ['Better'] })
    expect(missing(noLabels, settings, 1)).toBeNull()
    expect(missing(noLabels, settings, 2)).toEqual({ what: 'strength' })
  })
})
