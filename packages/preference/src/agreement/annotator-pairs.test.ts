import { expect, test } from 'vitest'
import { AgreementTally } from './agreement-tally.ts'
import { AnnotatorPairs } from './annotator-pairs.ts'

test('two annotators alone have the same figures in both tallies, whoever stands first', () => {
  const tasks = [
    [
      [1, 2, 3],
      [1, 3, 2],
    ],
    [
      [2, 1, 3],
      [2, 1, 3],
    ],
    [
      [1, 1, 3],
      [1, 2, 3],
    ],
    [
      [3, 2, 1],
      [1, 2, 2],
    ],
  ]
  const pairs = new AnnotatorPairs<string>()
  const tally = new AgreementTally<string>()
  for (const [at, [ann, bob]] of tasks.entries()) {
    const rankings = [
      { annotator: 'ann', ranks: ann! },
      { annotator: 'bob', ranks: bob! },
    ]
    pairs.add(at % 2 === 0 ? rankings : rankings.toReversed())
    tally.add(rankings)
  }
  const whole = tally.result()!
  const [two, ...others] = pairs.result()
  expect(others).toEqual([])
  expect(two).toMatchObject({ first: 'ann', second: 'bob', tasks: 4, n: whole.pairs })
  expect(two!.share).toBeCloseTo(whole.pairAgreement, 12)
  expect(two!.lower).toBeCloseTo(whole.pairInterval.lower, 12)
  expect(two!.alpha).toBeCloseTo(whole.alpha!, 12)
})

test('annotators who never decided the same pair do not appear', () => {
  const pairs = new AnnotatorPairs<string>()
  pairs.add([
    { annotator: 'ann', ranks: [1, 1] },
    { annotator: 'bob', ranks: [1, 2] },
  ])
  expect(pairs.result()).toEqual([])
})
