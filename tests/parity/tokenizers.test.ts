import { Tokenizer } from '@plackett/models'
import { expect, test } from 'vitest'
import { describeReference, readBytes, readJson } from './support/reference.ts'

interface Case {
  text: string
  ids: number[]
  bare: { ids: number[] }
  pair: { ids: number[] }
  truncated: Record<'left' | 'right', { ids: number[]; pair_ids: number[] }>
  decoded: string
  decoded_without_special: string
}
type Golden = { limit: number; second: string; tokenizers_by_model: Record<string, Record<string, Case>> }

const folder = 'reference/tokenizers'

describeReference(folder, () => {
  const { limit, second, tokenizers_by_model: byModel } = readJson<Golden>(folder, 'golden.json')
  const far = { maxTokens: 100_000, side: 'right' } as const

  test.each(Object.keys(byModel))('%s: every text gives the ids that transformers gives, and back', async (model) => {
    const tokenizer = await Tokenizer.open(readBytes('reference/models', model, 'tokenizer.json'), model)
    for (const [name, wanted] of Object.entries(byModel[model]!)) {
      const { text } = wanted
      const found = {
        ids: (await tokenizer.encode([text], { addSpecialTokens: true }))[0],
        bare: (await tokenizer.encode([text], { addSpecialTokens: false }))[0],
        pair: (await tokenizer.encodePairsWithin(text, [second], far))[0]!.ids,
        decoded: await tokenizer.decode(wanted.ids, { skipSpecialTokens: false }),
        decodedWithoutSpecial: await tokenizer.decode(wanted.ids, { skipSpecialTokens: true }),
      }
      expect(found, `${model}, ${name}`).toEqual({
        ids: wanted.ids,
        bare: wanted.bare.ids,
        pair: wanted.pair.ids,
        decoded: wanted.decoded,
        decodedWithoutSpecial: wanted.decoded_without_special,
      })
    }
  })

  test.each(Object.keys(byModel))('%s: texts that are too long are cut as transformers cuts them', async (model) => {
    const tokenizer = await Tokenizer.open(readBytes('reference/models', model, 'tokenizer.json'), model)
    for (const [name, { text, ids, pair, truncated }] of Object.entries(byModel[model]!)) {
      for (const side of ['left', 'right'] as const) {
        const bounds = { maxTokens: limit, side }
        const one = await tokenizer.encodeWithin(text, bounds)
        const [both] = await tokenizer.encodePairsWithin(text, [second], bounds)
        const wanted = truncated[side]
        expect(one, `${model}, ${name}`).toEqual({ ids: wanted.ids, isTruncated: ids.length > limit })
        expect(both, `${model}, ${name}`).toEqual({ ids: wanted.pair_ids, isTruncated: pair.ids.length > limit })
      }
    }
  })
})
