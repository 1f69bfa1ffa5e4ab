import { describe, expect, test } from 'vitest'
import { readRowsAs } from '../testing/convert.ts'

describe('oasst', () => {
  const answer = (text: string, rank: number | null, more = {}) => ({ text, role: 'assistant', rank, ...more })
  const tree = {
    message_tree_id: 't',
    prompt: {
      message_id: 'm',
      text: 'p',
      role: 'prompter',
      replies: [
        answer('b', 1),
        answer('a', 0, {
          model_name: 'x',
          replies: [
            {
              message_id: 'm2',
              text: 'q',
              role: 'prompter',
              replies: [answer('c', 0), answer('d', 1), answer('e', null)],
            },
          ],
        }),
        answer('gone', 2, { deleted: true }),
      ],
    },
  }

  test('wherever a prompt has two ranked answers there is a ranking, with the dialogue so far', async () => {
    const { records, lost } = await readRowsAs('oasst', tree)
    expect(records).toEqual([
      {
        id: 'm',
        prompt: [{ role: 'user', content: 'p' }],
        completions: [{ text: 'b' }, { text: 'a', model: 'x' }],
        ranks: [2, 1],
        group: 't',
      },
      {
        id: 'm2',
        prompt: [
          { role: 'user', content: 'p' },
          { role: 'assistant', content: 'a' },
          { role: 'user', content: 'q' },
        ],
        completions: [{ text: 'c' }, { text: 'd' }],
        ranks: [1, 2],
        group: 't',
      },
    ])
    expect(lost).toEqual(['1 × a deleted message, with what answers it', '1 × an answer without a rank'])
  })

  test('flat messages are put together by their parents, in whatever order they come', async () => {
    const message = (message_id: string, parent_id: string | null, more: object) => ({
      ...{ message_id, parent_id, message_tree_id: 'm', text: message_id, role: 'assistant' },
      ...more,
    })
    const { records, errors, lost } = await readRowsAs(
      'oasst',
      message('b', 'm', { rank: 1 }),
      message('a', 'm', { rank: 0 }),
      message('m', null, { role: 'prompter' }),
      message('orphan', 'nobody', { rank: 0 }),
      message('x', 'y', { role: 'prompter' }),
      message('y', 'x', { rank: 0 }),
      message('a', 'm', { rank: 5 }),
    )
    expect(records).toEqual([
      {
        id: 'm',
        prompt: [{ role: 'user', content: 'm' }],
        completions: [{ text: 'b' }, { text: 'a' }],
        ranks: [2, 1],
        group: 'm',
      },
    ])
    expect(errors).toEqual(['7 message_id: stands in an earlier line already'])
    expect(lost).toEqual(['3 × a message whose parent is missing'])
  })

  test('a tree as deep as a file can be does no harm', async () => {
    const open = '{"text":"p","role":"prompter","replies":[{"text":"a","role":"assistant","rank":0,"replies":['.repeat(
      5_000,
    )
    const { records, lost } = await readRowsAs('oasst', `{"prompt":${open}${']}]}'.repeat(5_000)}}`)
    expect(records).toEqual([])
    expect(lost).toEqual(['5000 × a ranked answer without another to compare it with'])
  })

  test('broken trees are reported with their place', async () => {
    const { errors } = await readRowsAs(
      'oasst',
      { prompt: { text: 'p', role: 'bot' } },
      { prompt: { text: 'p', role: 'prompter', replies: [{ role: 'assistant' }] } },
      { prompt: { text: 'p', role: 'prompter', replies: {} } },
      { text: 'no id' },
    )
    expect(errors).toEqual([
      '1 prompt.role: must be prompter or assistant',
      '2 prompt.replies[0].text: must be a text, but is missing',
      '3 prompt.replies: must be a list, but is an object',
      '4 message_id: must be a text, but is missing',
    ])
  })
})

describe('arena', () => {
  const battle = (winner: unknown) => ({
    ...{ question_id: 'q', model_a: 'A', model_b: 'B', winner, judge: 'j' },
    conversation_a: [
      { role: 'user', content: 'p' },
      { role: 'assistant', content: 'a' },
    ],
    conversation_b: [
      { role: 'user', content: 'p' },
      { role: 'assistant', content: 'b' },
    ],
  })

  test('the winner ranks first; a tie is a tie, and so is "both bad", which is counted', async () => {
    const { records, lost } = await readRowsAs(
      'arena',
      ...['model_a', 'model_b', 'tie', 'tie (bothbad)', 'both_bad'].map(battle),
    )
    expect(records.map(({ ranks }) => ranks)).toEqual([
      [1, 2],
      [2, 1],
      [1, 1],
      [1, 1],
      [1, 1],
    ])
    expect(records[0]).toEqual({
      id: 'q',
      prompt: [{ role: 'user', content: 'p' }],
      completions: [
        { text: 'a', model: 'A' },
        { text: 'b', model: 'B' },
      ],
      ranks: [1, 2],
      annotator: 'j',
    })
    expect(lost).toEqual(['2 × a verdict that both are bad, kept as a tie'])
  })

  test('the release with turns as JSON texts is understood', async () => {
    const row = {
      ...{ id: 1, model_a: 'A', model_b: 'B', winner_model_a: 0, winner_model_b: 1, winner_tie: 0 },
      ...{ prompt: '["p","q"]', response_a: '["a","c"]', response_b: '["b",null]' },
    }
    const { records } = await readRowsAs('arena', row)
    expect(records[0]).toMatchObject({
      prompt: [{ role: 'user', content: 'p' }],
      completions: [{ text: 'a\n\nHuman: q\n\nAssistant: c' }, { text: 'b\n\nHuman: q\n\nAssistant: ' }],
      ranks: [2, 1],
    })
  })

  test('broken battles are reported', async () => {
    const { errors } = await readRowsAs(
      'arena',
      battle('nobody'),
      {
        ...battle('tie'),
        conversation_b: [
          { role: 'user', content: 'other' },
          { role: 'assistant', content: 'b' },
        ],
      },
      { prompt: '["p"', response_a: '["a"]', response_b: '["b"]', winner: 'tie' },
      { prompt: '["p"]', response_a: '["a"]', response_b: '[]', winner: 'tie' },
    )
    expect(errors).toEqual([
      '1 winner: must be model_a, model_b, tie, tie (bothbad) or both_bad',
      '2 conversation_b: does not begin with the message that begins conversation_a',
      '3 prompt: must be a JSON list of turns',
      '4 response_b: has 0 turns where prompt has 1',
    ])
  })
})

describe('argilla', () => {
  const fields = { prompt: 'p', 'reply-1': 'a', reply_2: 'b', 'reply-3': 'c' }
  const completions = [{ text: 'a' }, { text: 'b' }, { text: 'c' }]

  test('version 2: responses by question, ranks with ties or names in order', async () => {
    const ranking = [
      {
        value: [
          { value: 'reply-1', rank: 2 },
          { value: 'reply-2', rank: 1 },
          { value: 'reply-3', rank: 2 },
        ],
        user_id: 'u1',
      },
      { value: ['reply-1', 'reply-2', 'reply-3'], user_id: 'u2' },
      { value: ['reply-1', 'reply-2', 'reply-3'], user_id: 'u3', status: 'discarded' },
    ]
    const responses = { ranking, comment: [{ value: 'fine', user_id: 'u1' }] }
    const { records, lost } = await readRowsAs('argilla', { id: 'r', fields, responses })
    expect(records).toEqual([
      { id: 'r', prompt: 'p', completions, ranks: [2, 1, 2], annotator: 'u1' },
      { id: 'r', prompt: 'p', completions, ranks: [1, 2, 3], annotator: 'u2' },
    ])
    expect(lost).toEqual(['1 × a response that was not submitted'])
  })

  test('version 1: responses by user', async () => {
    const values = {
      order: {
        value: [
          { value: 'reply-2', rank: 1 },
          { value: 'reply-1', rank: 2 },
        ],
      },
    }
    const { records } = await readRowsAs('argilla', {
      fields,
      responses: [{ user_id: 'u', status: 'submitted', values }],
    })
    expect(records).toEqual([
      { prompt: 'p', completions: [{ text: 'b' }, { text: 'a' }], ranks: [1, 2], annotator: 'u' },
    ])
  })

  test('records that nobody ranked are counted, broken ones reported', async () => {
    const { errors, lost } = await readRowsAs(
      'argilla',
      { fields, responses: {} },
      { fields, responses: null },
      { fields, responses: { ranking: [{ value: ['reply-1', 'reply-9'] }] } },
      {
        fields,
        responses: {
          ranking: [
            {
              value: [
                { value: 'reply-1', rank: '1' },
                { value: 'reply-2', rank: 2 },
              ],
            },
          ],
        },
      },
      { fields: 'x' },
    )
    expect(lost).toEqual(['2 × a record that nobody ranked'])
    expect(errors).toEqual([
      '3 responses.ranking[0].value: ranks "reply-9", but there is no such field',
      '4 responses.ranking[0].value[0].rank: must be a whole number',
      '5 fields: must be an object, but is a text',
    ])
  })
})

describe('label-studio', () => {
  const items = [
    { id: 'a', title: 'A', body: 'text a' },
    { id: 'b', title: 'B', body: 'text b' },
    { id: 3, body: 'text 3' },
  ]
  const task = (type: string, value: unknown, data: object = { prompt: 'p', items }) => ({
    ...{ id: 7, data },
    annotations: [{ completed_by: 5, result: [{ from_name: 'x', type, value }] }],
  })

  test('a ranker orders the items of a list, with or without buckets', async () => {
    const { records } = await readRowsAs(
      'label-studio',
      task('ranker', { ranker: { rank: ['b', '3', 'a'] } }),
      task('ranker', { ranker: ['b', 'a'] }),
      task('ranker', { ranker: { best: ['a'], worse: ['b'], _: ['3'] } }),
    )
    expect(records).toEqual([
      {
        id: '7',
        prompt: 'p',
        completions: [{ text: 'text b' }, { text: 'text 3' }, { text: 'text a' }],
        ranks: [1, 2, 3],
        annotator: '5',
      },
      { id: '7', prompt: 'p', completions: [{ text: 'text b' }, { text: 'text a' }], ranks: [1, 2], annotator: '5' },
      { id: '7', prompt: 'p', completions: [{ text: 'text a' }, { text: 'text b' }], ranks: [1, 2], annotator: '5' },
    ])
  })

  test('a pairwise selects a side', async () => {
    const data = { prompt: 'p', answer1: 'a', answer2: 'b' }
    const { records } = await readRowsAs('label-studio', task('pairwise', { selected: 'right' }, data))
    expect(records).toEqual([
      { id: '7', prompt: 'p', completions: [{ text: 'a' }, { text: 'b' }], ranks: [2, 1], annotator: '5' },
    ])
  })

  test('what holds no ranking is counted, what is broken reported', async () => {
    const cancelled = {
      ...task('ranker', {}),
      annotations: [{ completed_by: { id: 1 }, was_cancelled: true, result: [] }],
    }
    const { errors, lost } = await readRowsAs(
      'label-studio',
      cancelled,
      { ...cancelled, annotations: [{ result: [] }] },
      task('ranker', { ranker: { rank: ['a', 'z'] } }),
      task('ranker', { ranker: { rank: ['a'] } }),
      task('pairwise', { selected: 'none' }),
      task('pairwise', { selected: 'left' }),
    )
    expect(lost).toEqual([
      '1 × a cancelled annotation',
      '1 × an annotation without a ranking (untouched, or a tie that the tool cannot store)',
    ])
    expect(errors).toEqual([
      '3 annotations[0].result[0].value: ranks "z", but no list of the task has such an item',
      '4 annotations[0].result[0].value: A task needs at least 2 completions; this one has 1.',
      '5 annotations[0].result[0].value.selected: must be left or right',
      '6 data: must have one of answer1 and answer2, text1 and text2, response1 and response2, left and right',
    ])
  })
})

describe('summarize', () => {
  const row = {
    info: { id: 't3_1', post: 'long post', title: 'title', subreddit: 'aww' },
    summaries: [
      { text: 'a', policy: 'ref' },
      { text: 'b', policy: 'sup1' },
    ],
    choice: 1,
    worker: 'w',
    extra: { confidence: 8 },
  }

  test('the post is the prompt, as the paper wrote it, and the choice ranks first', async () => {
    const { records, lost } = await readRowsAs('summarize', row, { ...row, choice: 0, info: { article: 'news' } })
    expect(records).toEqual([
      {
        prompt: 'SUBREDDIT: r/aww\nTITLE: title\nPOST: long post\nTL;DR:',
        completions: [
          { text: 'a', model: 'ref' },
          { text: 'b', model: 'sup1' },
        ],
        ranks: [2, 1],
        group: 't3_1',
        annotator: 'w',
      },
      expect.objectContaining({ prompt: 'news\n\nTL;DR:', ranks: [1, 2] }),
    ])
    expect(lost).toEqual(["2 × a judge's confidence"])
  })

  test('broken rows are reported', async () => {
    const { errors } = await readRowsAs(
      'summarize',
      { ...row, choice: 2 },
      { ...row, summaries: row.summaries.slice(1) },
      { ...row, info: {} },
      { ...row, summaries: [{}, {}] },
    )
    expect(errors).toEqual([
      '1 choice: must be 0 or 1',
      '2 summaries: There are 2 ranks for 1 completions.',
      '3 info.post: must be a text, but is missing',
      '4 summaries[0].text: must be a text, but is missing',
    ])
  })
})
