/** How a family of chat models writes turns into one text: what opens a turn, longest first; its content is all up to the next. */
export interface ChatFormat {
  name: string
  openers: readonly { text: string; role: 'system' | 'user' | 'assistant' }[]
  /** Whether the family's templates take the white space around contents away, so that it says nothing. */
  trims: boolean
}

/** Facts from the chat templates that these families publish with their tokenizers. */
export const chatFormats: readonly ChatFormat[] = [
  {
    name: 'chatml',
    trims: false,
    openers: [
      { text: '<|im_start|>system\n', role: 'system' },
      { text: '<|im_start|>user\n', role: 'user' },
      { text: '<|im_start|>assistant\n', role: 'assistant' },
    ],
  },
  {
    name: 'llama3',
    trims: true,
    openers: [
      { text: '<|start_header_id|>system<|end_header_id|>', role: 'system' },
      { text: '<|start_header_id|>user<|end_header_id|>', role: 'user' },
      { text: '<|start_header_id|>assistant<|end_header_id|>', role: 'assistant' },
    ],
  },
  {
    name: 'gemma',
    trims: true,
    openers: [
      { text: '<start_of_turn>user\n', role: 'user' },
      { text: '<start_of_turn>model\n', role: 'assistant' },
    ],
  },
  {
    // Zephyr and Phi 3.
    name: 'zephyr',
    trims: false,
    openers: [
      { text: '<|system|>\n', role: 'system' },
      { text: '<|user|>\n', role: 'user' },
      { text: '<|assistant|>\n', role: 'assistant' },
      // The end of a prompt, where the line end may be left to the model.
      { text: '<|assistant|>', role: 'assistant' },
    ],
  },
  {
    // Mistral and Llama 2.
    name: 'mistral',
    trims: true,
    openers: [
      { text: '<s>[INST]', role: 'user' },
      { text: '[INST]', role: 'user' },
      { text: '[/INST]', role: 'assistant' },
    ],
  },
  {
    name: 'hh',
    trims: true,
    openers: [
      { text: '\n\nHuman:', role: 'user' },
      { text: '\n\nAssistant:', role: 'assistant' },
    ],
  },
]

/** Tokens that begin or fill a text and are no part of what anybody wrote. */
export const beginnings = ['<|begin_of_text|>', '<s>', '<bos>', '<|endoftext|>', '[CLS]', '<pad>', '<|pad|>', '[PAD]']

/** Tokens that end a turn or a text, or fill it up. */
export const endings = [
  '<|im_end|>',
  '<|eot_id|>',
  '<|end_of_text|>',
  '<end_of_turn>',
  '</s>',
  '<eos>',
  '<|end|>',
  '<|endoftext|>',
  '[SEP]',
  '<pad>',
  '<|pad|>',
  '[PAD]',
  '<|finetune_right_pad_id|>',
]

/** What templates put in where nobody gave a system message. */
export const defaultSystemMessages = new Set([
  'You are a helpful assistant.',
  'You are a helpful assistant',
  'You are Qwen, created by Alibaba Cloud. You are a helpful assistant.',
  'You are a helpful AI assistant named SmolLM, trained by Hugging Face',
])

/** What Llama 3's templates put before every system message. */
export const systemPreamble = /^(?:Environment: ipython\n)?Cutting Knowledge Date: [^\n]*\nToday Date: [^\n]*\n\n/
