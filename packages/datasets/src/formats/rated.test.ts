import { describe, expect, test } from 'vitest'
import { readRowsAs } from '../testing/convert.ts'

const rated = (response: string, ...ratings: (string | number)[]) => ({
  model: `model ${response}`,
  response,
  annotations: Object.fromEntries(ratings.map((Rating, index) => [`aspect ${index}`, { Rating, Rationale: '' }])),
})

describe('ultrafeedback', () => {
  test('completions are ranked by the mean of their ratings, equal means tie', async () => {
    const completions = [rated('a', '3', '4'), rated('b', '5', '5'), rated('c', '4', '3'), rated('d', '1', 'N/A')]
    const { records, lost } = await readRowsAs('ultrafeedback', { instruction: 'p', completions })
    expect(records).toEqual([
      {
        prompt: 'p',
        completions: ['a', 'b', 'c', 'd'].map((text) => ({ text, model: `model ${text}` })),
        ranks: [2, 1, 2, 4],
      },
    ])
    expect(lost).toEqual([])
  })

  test('a list around an aspect, and scores in place of ratings, are understood', async () => {
    const completions = [
      { response: 'a', annotations: { helpfulness: [{ Rating: '2' }] } },
      { response: 'b', overall_score: 8 },
      { response: 'c', 'fine-grained_score': 5.5, overall_score: 10 },
    ]
    const { records } = await readRowsAs('ultrafeedback', { instruction: 'p', completions })
    expect(records[0]?.ranks).toEqual([3, 1, 2])
  })

  test('more completions than anybody ranks are refused at once', async () => {
    const completions = Array.from({ length: 100_000 }, (_, index) => rated('a', index))
    const { errors } = await readRowsAs('ultrafeedback', { instruction: 'p', completions })
    expect(errors).toEqual(['1 completions: A task takes at most 256 completions; this one has 100000.'])
  })

  test('completions without a rating are counted, and two must be left', async () => {
    const completions = [rated('a', 'N/A'), rated('b', '1'), { ...rated('c', '2'), custom_system_prompt: 's' }]
    const { records, lost } = await readRowsAs('ultrafeedback', { instruction: 'p', completions })
    expect(records[0]?.ranks).toEqual([2, 1])
    expect(lost).toEqual([
      '1 × a system prompt that only one completion was given',
      '1 × a completion without a rating',
    ])
    const { errors } = await readRowsAs(
      'ultrafeedback',
      { instruction: 'p', completions: completions.slice(0, 2) },
      { instruction: '', completions },
      { instruction: 'p' },
      { instruction: 'p', completions: [{ response: null }] },
    )
    expect(errors).toEqual([
      '1 completions: A task needs at least 2 completions; this one has 1.',
      '2 instruction: must not be empty',
      '3 completions: must be a list, but is missing',
      '4 completions[0].response: must be a text, but is null',
    ])
  })
})

describe('helpsteer', () => {
  const response = (prompt: string, text: string, helpfulness: unknown) => ({ prompt, response: text, helpfulness })

  test('neighbouring rows with one prompt are a ranking by helpfulness', async () => {
    const { records, lost } = await readRowsAs(
      'helpsteer',
      response('p', 'a', 2),
      response('p', 'b', 4),
      response('alone', 'c', 1),
      response('q', 'd', 3),
      response('q', 'e', 3),
    )
    expect(records).toEqual([
      { prompt: 'p', completions: [{ text: 'a' }, { text: 'b' }], ranks: [2, 1] },
      { prompt: 'q', completions: [{ text: 'd' }, { text: 'e' }], ranks: [1, 1] },
    ])
    expect(lost).toEqual(['1 × a prompt with a single rated response'])
  })

  test('later turns of a prompt are found behind their marks', async () => {
    const prompt = 'a\n<extra_id_1>Assistant\nb\n<extra_id_1>User\nc\n<extra_id_1>Assistant\n'
    const { records } = await readRowsAs('helpsteer', response(prompt, 'x', 1), response(prompt, 'y', 2))
    expect(records[0]?.prompt).toEqual([
      { role: 'user', content: 'a' },
      { role: 'assistant', content: 'b' },
      { role: 'user', content: 'c' },
    ])
  })

  test('versions 2 and 3 judge two responses; the sign says which is better', async () => {
    const context = [{ role: 'user', content: 'p' }]
    const { records, lost } = await readRowsAs(
      'helpsteer',
      { prompt: 'p', response_1: 'a', response_2: 'b', preference_strength: -3 },
      { context, response1: 'a', response2: 'b', overall_preference: 1 },
      { context, response1: 'a', response2: 'b', overall_preference: 0 },
    )
    expect(records.map(({ ranks }) => ranks)).toEqual([
      [1, 2],
      [2, 1],
      [1, 1],
    ])
    expect(records[1]?.prompt).toEqual(context)
    expect(lost).toEqual(['1 × a strength of preference (much or slightly better)'])
  })

  test('a bad row is reported and does not undo its neighbours', async () => {
    const { records, errors } = await readRowsAs(
      'helpsteer',
      response('p', 'a', 2),
      response('p', 'b', '4'),
      response('p', 'c', 1),
      { prompt: 'p', response_1: 'a' },
      { context: [], response1: 'a', response2: 'b', overall_preference: 0 },
    )
    expect(records).toEqual([{ prompt: 'p', completions: [{ text: 'a' }, { text: 'c' }], ranks: [1, 2] }])
    expect(errors).toEqual([
      '2 helpfulness: must be a number, but is a text',
      '4 overall_preference: must be a number, but is missing',
      '5 context: must have at least one message',
    ])
  })
})

describe('prism', () => {
  const utterance = (turn: number, model_response: string, score: unknown, if_chosen = false) => ({
    ...{ conversation_id: 'c', user_id: 'u', turn, user_prompt: `q${turn}`, model_name: `m ${model_response}` },
    ...{ model_response, score, if_chosen },
  })

  test('the answers of a turn are a ranking, and later turns go on from the chosen one', async () => {
    const { records, lost } = await readRowsAs(
      'prism',
      utterance(0, 'a', 40),
      utterance(0, 'b', 90, true),
      utterance(0, 'c', 40),
      utterance(1, 'd', 10),
      utterance(1, 'e', 20, true),
      utterance(2, 'f', 20, true),
    )
    expect(records).toEqual([
      {
        id: 'c/0',
        prompt: [{ role: 'user', content: 'q0' }],
        completions: ['a', 'b', 'c'].map((text) => ({ text, model: `m ${text}` })),
        ranks: [2, 1, 2],
        group: 'c',
        annotator: 'u',
      },
      {
        id: 'c/1',
        prompt: [
          { role: 'user', content: 'q0' },
          { role: 'assistant', content: 'b' },
          { role: 'user', content: 'q1' },
        ],
        completions: ['d', 'e'].map((text) => ({ text, model: `m ${text}` })),
        ranks: [2, 1],
        group: 'c',
        annotator: 'u',
      },
    ])
    expect(lost).toEqual(['1 × a turn with a single answer'])
  })

  test('a row without a score is reported', async () => {
    const { errors } = await readRowsAs('prism', utterance(0, 'a', null))
    expect(errors).toEqual(['1 score: must be a number, but is null'])
  })
})
