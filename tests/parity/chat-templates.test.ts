import type { Message } from '@plackett/contracts'
import { ChatTemplate, Tokenizer } from '@plackett/models'
import { expect, test } from 'vitest'
import { describeReference, readBytes, readJson } from './support/reference.ts'

interface Case {
  template: string
  conversation: string
  add_generation_prompt?: boolean
  continue_final_message?: boolean
  output?: string
  error?: string
  ids?: number[]
}
interface Golden {
  templates: Record<string, { tokenizer: string; bos_token: string | null; eos_token: string; template: string }>
  conversations: Record<string, Message[]>
  cases: Case[]
}

const folder = 'reference/templates'

describeReference(folder, () => {
  const { templates, conversations, cases } = readJson<Golden>(folder, 'golden.json')
  const openTemplate = (name: string) => {
    const { template, bos_token: bosToken, eos_token: eosToken } = templates[name]!
    return new ChatTemplate({ template, bosToken, eosToken }, name)
  }
  const render = (each: Case) =>
    openTemplate(each.template).render(conversations[each.conversation]!, {
      addGenerationPrompt: each.add_generation_prompt ?? false,
      continueFinalMessage: each.continue_final_message ?? false,
    })
  const nameOf = ({ template, conversation, ...rest }: Case) =>
    `${template}, ${conversation}, ${rest.continue_final_message ? 'continued' : rest.add_generation_prompt}`

  test('every conversation becomes the text that transformers makes of it', () => {
    const rendered = cases.filter(({ output }) => output !== undefined)
    expect(rendered.length).toBeGreaterThan(100)
    for (const each of rendered) expect(render(each), nameOf(each)).toBe(each.output)
  })

  test('a template that refuses a conversation does so in its own words', () => {
    const refused = cases.filter(({ error }) => error !== undefined)
    expect(refused.length).toBeGreaterThan(5)
    for (const each of refused) expect(() => render(each), nameOf(each)).toThrow(each.error)
  })

  test('the text of a template has the ids of transformers, its BOS once', async () => {
    const tokenised = cases.filter(({ ids }) => ids !== undefined)
    expect(tokenised.length).toBeGreaterThan(50)
    for (const each of tokenised) {
      const name = templates[each.template]!.tokenizer
      const tokenizer = await Tokenizer.open(readBytes('reference/models', name, 'tokenizer.json'), name)
      const [ids] = await tokenizer.encode([render(each)], { addSpecialTokens: false })
      expect(ids, nameOf(each)).toEqual(each.ids)
    }
  })
})
