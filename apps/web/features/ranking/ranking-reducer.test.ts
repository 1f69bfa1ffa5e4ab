import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isAsShown,
  isComplete,
  type RankingAction,
  type RankingState,
  rankingReducer,
  ranksOf,
  startRanking,
  type Tiers,
  typedOrder,
  unplaced,
} from './ranking-reducer.ts'

const run = (state: RankingState, ...actions: RankingAction[]) => actions.reduce(rankingReducer, state)
const choose = (number: number): RankingAction => ({ type: 'choose', completion: number - 1 })
const tie: RankingAction = { type: 'tie' }
const typed = (keys: string, state = startRanking({ count: 4, allowTies: true })) =>
  run(state, ...[...keys.replaceAll(' ', '')].map((key) => (key === '=' ? tie : choose(Number(key)))))

const anyAction = (count: number): fc.Arbitrary<RankingAction> => {
  const completion = fc.integer({ min: 0, max: count - 1 })
  const index = fc.integer({ min: 0, max: count })
  const step = fc.constantFrom(-1 as const, 1 as const)
  return fc.oneof(
    fc.record({ type: fc.constant('choose' as const), completion }),
    fc.constantFrom<RankingAction>(
      { type: 'tie' },
      { type: 'as-shown' },
      { type: 'take-back' },
      { type: 'clear' },
      { type: 'undo' },
      { type: 'deselect' },
    ),
    fc.record({ type: fc.constantFrom('select-neighbour' as const, 'shift' as const), step }),
    fc.record({ type: fc.constant('toggle-sign' as const), gap: index }),
    fc.record({
      type: fc.constant('arrange' as const),
      tiers: fc.array(fc.array(index, { minLength: 1, maxLength: 3 }), { maxLength: 4 }),
    }),
    fc.record({
      type: fc.constant('drop' as const),
      completion,
      target: fc.oneof(
        fc.record({ kind: fc.constantFrom('gap' as const, 'tier' as const), index }),
        fc.constant({ kind: 'unplaced' as const }),
      ),
    }),
  )
}

const anySession = fc
  .record({ count: fc.integer({ min: 2, max: 9 }), allowTies: fc.boolean() })
  .chain((options) => fc.record({ options: fc.constant(options), actions: fc.array(anyAction(options.count)) }))

describe('typing the order', () => {
  test('2 1 = 4 3 gives 2 over 1 tied with 4 over 3', () => {
    const state = typed('2 1 = 4 3')
    expect(typedOrder(state.tiers)).toBe('2 1=4 3')
    expect(isComplete(state)).toBe(true)
    expect([...ranksOf(state.tiers)]).toEqual([
      [1, 1],
      [0, 2],
      [3, 2],
      [2, 4],
    ])
  })

  test('the digit of a placed completion selects it and places nothing', () => {
    const state = typed('2 1 2')
    expect(state.selected).toBe(1)
    expect(typedOrder(state.tiers)).toBe('2 1')
  })

  test('a digit beyond the last completion does nothing', () => {
    expect(typed('9')).toEqual(startRanking({ count: 4, allowTies: true }))
  })

  test('= before anything is placed does nothing, and twice is as never', () => {
    expect(typed('= 2').tiers).toEqual([[1]])
    expect(typed('2 = = 1').tiers).toEqual([[1], [0]])
  })

  test('Backspace takes back the tie first, then the last placed', () => {
    const tied = run(typed('2 1 ='), { type: 'take-back' })
    expect(tied.tieNext).toBe(false)
    expect(typedOrder(run(tied, { type: 'take-back' }).tiers)).toBe('2')
  })

  test('where ties are not allowed, = and a drop onto a chip make none', () => {
    const state = typed('2 = 1', startRanking({ count: 4, allowTies: false }))
    expect(typedOrder(state.tiers)).toBe('2 1')
    const dropped = run(state, { type: 'drop', completion: 2, target: { kind: 'tier', index: 0 } })
    expect(typedOrder(dropped.tiers)).toBe('2 3 1')
  })
})

describe('the order shown', () => {
  const asShown: RankingAction = { type: 'as-shown' }

  test('is taken over by one move on an empty rail, and known for what it is until another move', () => {
    const state = run(startRanking({ count: 4, allowTies: true }), asShown)
    expect(typedOrder(state.tiers)).toBe('1 2 3 4')
    expect(isAsShown(state)).toBe(true)
    const moved = run(state, choose(4), { type: 'shift', step: -1 })
    expect(isAsShown(moved)).toBe(false)
    expect(isAsShown(run(moved, { type: 'undo' }))).toBe(true)
  })

  test('is not what somebody typed who came to the same', () => {
    expect(isAsShown(typed('1 2 3 4'))).toBe(false)
  })

  test('does not wipe out what was placed', () => {
    const begun = typed('2')
    expect(run(begun, asShown)).toBe(begun)
  })

  test('is known for what it is after a reload', () => {
    const tiers = [[0], [1]]
    expect(isAsShown(startRanking({ count: 2, allowTies: true, tiers, asShown: true }))).toBe(true)
    expect(isAsShown(startRanking({ count: 2, allowTies: true, tiers, asShown: false }))).toBe(false)
    expect(isAsShown(startRanking({ count: 2, allowTies: true }))).toBe(false)
  })
})

describe('a selected chip', () => {
  test('joins the chip before it with =, and parts again', () => {
    const joined = run(typed('2 1 4 3 4'), tie)
    expect(typedOrder(joined.tiers)).toBe('2 1=4 3')
    expect(typedOrder(run(joined, tie).tiers)).toBe('2 1 4 3')
  })

  test('the first one joins the one after it', () => {
    expect(typedOrder(run(typed('2 1 2'), tie).tiers)).toBe('2=1')
  })

  test('moves over a whole tier, and out of its own first', () => {
    const selected = typed('2 1 = 4 3 3')
    const over = run(selected, { type: 'shift', step: -1 })
    expect(typedOrder(over.tiers)).toBe('2 3 1=4')
    const parted = run(typed('2 1 = 4 3 4'), { type: 'shift', step: 1 })
    expect(typedOrder(parted.tiers)).toBe('2 1 4 3')
  })

  test('Escape gives up the selection before it clears', () => {
    const once = run(typed('2 1 2'), { type: 'clear' })
    expect(typedOrder(once.tiers)).toBe('2 1')
    expect(run(once, { type: 'clear' }).tiers).toEqual([])
  })
})

describe('dragging', () => {
  test('into a gap makes a tier there, onto a tier joins it, to the tray takes it back', () => {
    const start = typed('2 1 4')
    const between = run(start, { type: 'drop', completion: 2, target: { kind: 'gap', index: 1 } })
    expect(typedOrder(between.tiers)).toBe('2 3 1 4')
    const joined = run(between, { type: 'drop', completion: 3, target: { kind: 'tier', index: 0 } })
    expect(typedOrder(joined.tiers)).toBe('2=4 3 1')
    const back = run(joined, { type: 'drop', completion: 1, target: { kind: 'unplaced' } })
    expect(typedOrder(back.tiers)).toBe('4 3 1')
  })

  test('a drop where the chip stands already changes nothing, not even what undo returns to', () => {
    const start = typed('2 1 4')
    for (const index of [1, 2]) {
      expect(run(start, { type: 'drop', completion: 0, target: { kind: 'gap', index } })).toBe(start)
    }
  })
})

describe('any sequence of moves', () => {
  test('reaches a valid state', () => {
    fc.assert(
      fc.property(anySession, ({ options, actions }) => {
        const state = run(startRanking(options), ...actions)
        const placed = state.tiers.flat()
        expect(new Set(placed).size).toBe(placed.length)
        expect([...placed, ...unplaced(state)].sort()).toEqual(Array.from({ length: options.count }, (_, c) => c))
        expect(state.tiers.every((tier) => tier.length > 0)).toBe(true)
        if (!options.allowTies) expect(state.tiers.every((tier) => tier.length === 1)).toBe(true)
        if (state.selected !== null) expect(placed).toContain(state.selected)
        if (state.tieNext) expect(state.tiers.length).toBeGreaterThan(0)
        if (isAsShown(state)) expect(state.tiers).toEqual(Array.from({ length: options.count }, (_, c) => [c]))
      }),
    )
  })

  test('is undone one move at a time', () => {
    fc.assert(
      fc.property(anySession, ({ options, actions }) => {
        let state = startRanking(options)
        for (const action of actions) {
          const next = rankingReducer(state, action)
          if (action.type !== 'undo' && next.tiers !== state.tiers) {
            expect(rankingReducer(next, { type: 'undo' }).tiers).toBe(state.tiers)
          }
          state = next
        }
      }),
    )
  })

  test('by drag ends where keys alone can get', () => {
    fc.assert(
      fc.property(anySession, ({ options, actions }) => {
        const dragged = run(startRanking(options), ...actions)
        expect(typeOut(dragged.tiers, options).tiers).toEqual(dragged.tiers)
      }),
    )
  })

  test('keys get from any arrangement to any other without starting again: select, then shift and tie', () => {
    fc.assert(
      fc.property(anySession, ({ options, actions }) => {
        const state = run(startRanking(options), ...actions, { type: 'deselect' })
        const placed = state.tiers.flat()
        fc.pre(placed.length > 1)
        const moved = run(
          state,
          choose(placed.at(-1)! + 1),
          ...Array.from({ length: 2 * options.count }, (): RankingAction => ({ type: 'shift', step: -1 })),
        )
        expect(moved.tiers[0]).toEqual([placed.at(-1)])
      }),
    )
  })
})

describe('a panel beside the order', () => {
  const two = startRanking({ count: 2, allowTies: true })

  test('gives the whole order at once, and undo takes it back as one move', () => {
    const arranged = run(two, choose(1), { type: 'arrange', tiers: [[1], [0]] })
    expect(typedOrder(arranged.tiers)).toBe('2 1')
    expect(typedOrder(run(arranged, { type: 'undo' }).tiers)).toBe('1')
  })

  test.each<[string, Tiers]>([
    ['a completion that is not there', [[0], [2]]],
    ['one twice', [[0], [0]]],
  ])('cannot place %s', (_, tiers) => {
    expect(run(two, { type: 'arrange', tiers })).toBe(two)
  })

  test('cannot tie where ties are not allowed', () => {
    const strict = startRanking({ count: 2, allowTies: false })
    expect(run(strict, { type: 'arrange', tiers: [[0, 1]] })).toBe(strict)
  })
})

test('where some may stay unplaced, two placed ones are enough', () => {
  const partial = startRanking({ count: 4, allowTies: true, allowPartial: true })
  expect([typed('1', partial), typed('1 3', partial), typed('1 3')].map(isComplete)).toEqual([false, true, false])
})

function typeOut(tiers: Tiers, options: { count: number; allowTies: boolean }): RankingState {
  const keys = tiers.flatMap((tier) =>
    tier.flatMap((completion, place): RankingAction[] =>
      place === 0 ? [{ type: 'choose', completion }] : [tie, { type: 'choose', completion }],
    ),
  )
  return run(startRanking(options), ...keys)
}
