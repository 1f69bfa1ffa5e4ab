import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupOf } from './group-of.ts'
import { splitByGroup } from './split-by-group.ts'

const names = (count: number) => Array.from({ length: count }, (_, index) => `group ${index}`)
const countOf = (split: Map<string, string>, side: string) =>
  [...split.values()].filter((value) => value === side).length

describe('splitByGroup', () => {
  test('the answer depends on the set of groups, not on their order or repetition', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string()),
        fc.nat(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (groups, seed, trainShare) => {
          const split = splitByGroup(groups, { seed, trainShare })
          expect(splitByGroup([...groups, ...groups].reverse(), { seed, trainShare })).toEqual(split)
          expect(new Set(split.keys())).toEqual(new Set(groups))
        },
      ),
    )
  })

  test('both sides get a group where there are two or more', () => {
    for (const groups of [2, 3, 5, 10]) {
      for (const trainShare of [0.01, 0.5, 0.9, 0.999]) {
        const split = splitByGroup(names(groups), { seed: 1, trainShare })
        expect(countOf(split, 'train')).toBeGreaterThan(0)
        expect(countOf(split, 'test')).toBeGreaterThan(0)
      }
    }
  })

  test('a share of 1, or a single group, trains all', () => {
    expect(countOf(splitByGroup(names(9), { seed: 1, trainShare: 1 }), 'test')).toBe(0)
    expect(countOf(splitByGroup(names(1), { seed: 1, trainShare: 0.5 }), 'test')).toBe(0)
    expect(splitByGroup([], { seed: 1, trainShare: 0.5 }).size).toBe(0)
  })

  test('the share is met and the seed decides who', () => {
    const one = splitByGroup(names(1000), { seed: 1, trainShare: 0.9 })
    const two = splitByGroup(names(1000), { seed: 2, trainShare: 0.9 })
    expect([countOf(one, 'train'), countOf(two, 'train')]).toEqual([900, 900])
    expect(one).not.toEqual(two)
  })

  test('does not change between releases: a version must split the same way tomorrow', () => {
    const split = splitByGroup(names(6), { seed: 1, trainShare: 0.5 })
    expect([...split].filter(([, side]) => side === 'train').map(([group]) => group)).toMatchInlineSnapshot(`
      [
        "group 5",
        "group 4",
        "group 1",
      ]
    `)
  })
})

describe('groupOf', () => {
  const completions = [{ text: 'b' }, { text: 'a' }]

  test('the group where one is given', () => {
    expect(groupOf({ prompt: 'p', completions, group: 'g' })).toBe('g')
  })

  test('else the prompt, however it is written', () => {
    const spellings = ['caf\u00e9 x', 'cafe\u0301  x\n', [{ role: 'user' as const, content: ' caf\u00e9\tx' }]]
    expect(new Set(spellings.map((prompt) => groupOf({ prompt, completions }))).size).toBe(1)
    expect(groupOf({ prompt: 'p', completions })).not.toBe(groupOf({ prompt: 'q', completions }))
  })

  test('without any prompt, the completions in any order', () => {
    const prompt = [{ role: 'user' as const, content: '' }]
    expect(groupOf({ prompt, completions })).toBe(groupOf({ prompt, completions: [...completions].reverse() }))
    expect(groupOf({ prompt, completions })).not.toBe(groupOf({ prompt, completions: [{ text: 'a' }, { text: 'c' }] }))
  })
})
