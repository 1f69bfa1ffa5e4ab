const asked = { role: 'user', content: 'p' }
const said = (content: string) => ({ role: 'assistant', content })
const battle = { conversation_a: [asked, said('a')], conversation_b: [asked, said('b')], winner: 'tie', judge: 'j' }
const replies = [
  { role: 'assistant', text: 'a', rank: 0, replies: [] },
  { role: 'assistant', text: 'b', rank: 1, model_name: 'm' },
]

/** Sound rows of every format that is read from JSON. */
export const sound: Record<string, object[]> = {
  plackett: [{ id: 'i', prompt: [asked], completions: [{ text: 'a', model: 'm' }, { text: 'b' }], ranks: [1, 2] }],
  trl: [
    { prompt: [asked], chosen: [said('a')], rejected: [said('b')], group: 'g' },
    { chosen: [asked, said('a')], rejected: [asked, said('b')] },
    { chosen: 'the sky is blue', rejected: 'the sky is green' },
  ],
  hh: [{ chosen: '\n\nHuman: p\n\nAssistant: a', rejected: '\n\nHuman: p\n\nAssistant: b' }],
  ultrafeedback: [
    { instruction: 'p', completions: ['1', '2'].map((Rating) => ({ response: 'a', annotations: { x: { Rating } } })) },
  ],
  helpsteer: [
    { prompt: 'p', response: 'a', helpfulness: 1 },
    { prompt: 'p', response: 'b', helpfulness: 2 },
    { context: [asked], response1: 'a', response2: 'b', overall_preference: -1 },
  ],
  oasst: [
    { message_tree_id: 't', prompt: { message_id: 'm', role: 'prompter', text: 'p', replies } },
    { message_id: 'f', role: 'prompter', text: 'p', parent_id: null },
    { message_id: 'g', role: 'assistant', text: 'a', parent_id: 'f', rank: 0 },
    { message_id: 'h', role: 'assistant', text: 'b', parent_id: 'f', rank: 1 },
  ],
  arena: [battle, { prompt: '["p"]', response_a: '["a"]', response_b: '["b"]', winner_model_a: 1 }],
  argilla: [
    { fields: { prompt: 'p', a: 'x', b: 'y' }, responses: { q: [{ value: ['a', 'b'], user_id: 'u' }] } },
    {
      fields: { prompt: 'p', a: 'x', b: 'y' },
      responses: [
        {
          values: {
            q: {
              value: [
                { value: 'a', rank: 1 },
                { value: 'b', rank: 1 },
              ],
            },
          },
        },
      ],
    },
  ],
  'label-studio': [
    {
      id: 1,
      data: {
        prompt: 'p',
        items: [
          { id: 'a', body: 'x' },
          { id: 'b', body: 'y' },
        ],
      },
      annotations: [{ result: [{ type: 'ranker', value: { ranker: { rank: ['b', 'a'] } } }] }],
    },
    {
      id: 2,
      data: { prompt: 'p', answer1: 'x', answer2: 'y' },
      annotations: [{ completed_by: { id: 3 }, result: [{ type: 'pairwise', value: { selected: 'left' } }] }],
    },
  ],
  'llama-factory': [
    {
      conversations: [{ from: 'human', value: 'p' }],
      chosen: { from: 'gpt', value: 'a' },
      rejected: { from: 'gpt', value: 'b' },
    },
    { instruction: 'p', input: 'q', history: [['x', 'y']], system: 's', chosen: 'a', rejected: 'b' },
  ],
  openai: [{ input: { messages: [asked] }, preferred_output: [said('a')], non_preferred_output: [said('b')] }],
  'nemo-rl': [{ context: [asked], completions: [0, 1].map((rank) => ({ rank, completion: [said('a')] })) }],
  'trl-implicit': [{ chosen: [asked, said('a')], rejected: [asked, said('b')] }],
  openrlhf: [{ chosen: [asked, said('a')], rejected: [asked, said('b')] }],
  axolotl: [
    { system: 's', input: 'p', chosen: 'a', rejected: 'b' },
    {
      prompt: 'p',
      answers: [
        { answer: 'a', rank: 1 },
        { answer: 'b', rank: 2 },
      ],
    },
  ],
  summarize: [
    { info: { id: 'i', post: 'p', title: 't' }, summaries: [{ text: 'a' }, { text: 'b' }], choice: 0, worker: 'w' },
  ],
  json: [
    { prompt: 'p', completion_1: 'a', completion_2: 'b', winner: 'b' },
    { prompt: 'p', completion_1: 'a', completion_2: 'b', score_1: 0.5, score_2: '2' },
  ],
  prism: [1, 2].map((score) => ({ conversation_id: 'c', turn: 0, user_prompt: 'p', model_response: 'a', score })),
}
