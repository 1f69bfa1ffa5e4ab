import { AppError } from '@plackett/contracts'

interface Piece {
  readonly text: string
  readonly score: number
}

/** The space of a word's beginning, as SentencePiece writes it. */
const space = '▁'

/**
 * A tokenizer.bin of llama2.c as a tokenizer.json: SentencePiece's pair encoding, with bytes for unknown characters. As in
 * llama2.c, 0 is unknown, 1 begins a text and 2 ends one. A file that does not add up is refused with MODEL_FILE_INVALID.
 */
export function readLlama2cTokenizer(bytes: Uint8Array, place: string): Record<string, unknown> {
  const pieces = piecesOf(bytes, (problem) => {
    throw new AppError('MODEL_FILE_INVALID', { place, problem })
  })
  const names = pieces.map(({ text }, id) => ['<unk>', '<s>', '</s>'][id] ?? text.replaceAll(' ', space))
  const special = [0, 1, 2].map((id) => ({
    ...{ id, content: names[id]!, special: true },
    ...{ single_word: false, lstrip: false, rstrip: false, normalized: false },
  }))
  const replaced = { type: 'Replace', pattern: { String: ' ' }, content: space }
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special,
    normalizer: { type: 'Sequence', normalizers: [{ type: 'Prepend', prepend: space }, replaced] },
    pre_tokenizer: null,
    post_processor: {
      type: 'TemplateProcessing',
      single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
      pair: [
        { SpecialToken: { id: '<s>', type_id: 0 } },
        { Sequence: { id: 'A', type_id: 0 } },
        { Sequence: { id: 'B', type_id: 1 } },
      ],
      special_tokens: { '<s>': { id: '<s>', ids: [1], tokens: ['<s>'] } },
    },
    decoder: {
      type: 'Sequence',
      decoders: [
        { type: 'Replace', pattern: { String: space }, content: ' ' },
        { type: 'ByteFallback' },
        { type: 'Fuse' },
        { type: 'Strip', content: ' ', start: 1, stop: 0 },
      ],
    },
    model: {
      ...{ type: 'BPE', dropout: null, unk_token: '<unk>' },
      ...{ continuing_subword_prefix: null, end_of_word_suffix: null },
      ...{ fuse_unk: true, byte_fallback: true, ignore_merges: false },
      vocab: Object.fromEntries(names.map((name, id) => [name, id])),
      merges: mergesOf(
        names,
        pieces.map(({ score }) => score),
      ),
    },
  }
}

/** The longest text's length; then of each its score, its length and its bytes. */
function piecesOf(bytes: Uint8Array, refuse: (problem: string) => never): Piece[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pieces: Piece[] = []
  let at = 4
  while (at < bytes.length) {
    const length = at + 8 <= bytes.length ? view.getInt32(at + 4, true) : -1
    if (length < 0 || at + 8 + length > bytes.length) refuse(`piece ${pieces.length} does not end within the file`)
    const text = new TextDecoder().decode(bytes.subarray(at + 8, at + 8 + length))
    pieces.push({ text, score: view.getFloat32(at, true) })
    at += 8 + length
  }
  if (pieces.length < 3) refuse('it is no llama2.c tokenizer')
  return pieces
}

/** Every way to put a piece together from two others, the best-scored first, as SentencePiece joins them. */
function mergesOf(names: readonly string[], scores: readonly number[]): string[][] {
  const idOf = new Map(names.map((name, id) => [name, id]))
  const merges = names.flatMap((name, id) => {
    const characters = id < 3 || /^<0x[0-9A-F]{2}>$/.test(name) ? [] : [...name]
    const splits = characters.slice(1).map((_, at) => {
      return [characters.slice(0, at + 1).join(''), characters.slice(at + 1).join('')] as const
    })
    return splits
      .filter(([left, right]) => idOf.has(left) && idOf.has(right))
      .map(([left, right]) => ({ left, right, score: scores[id]! }))
  })
  return merges
    .sort(
      (a, b) => b.score - a.score || idOf.get(a.left)! - idOf.get(b.left)! || idOf.get(a.right)! - idOf.get(b.right)!,
    )
    .map(({ left, right }) => [left, right])
}
