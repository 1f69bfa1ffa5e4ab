import { AppError, type Message, messagesOf, type Prompt } from '@plackett/contracts'
import { ChatTemplate } from './chat-template.ts'
import type { TextSettings } from './text-settings.ts'
import { Tokenizer } from './tokenizer.ts'

/** A prompt and its completion as one row of tokens. */
export interface PolicyText {
  readonly ids: number[]
  /** Where the completion begins; as long as `ids` where nothing of it was left. */
  readonly start: number
  readonly isTruncated: boolean
}

/**
 * Prompts and completions as a policy learns and writes them: through its chat template, or else one behind the other as
 * they are, as TRL joins them. BOS once where the tokenizer or the template puts it, EOS always, as a policy has to learn to
 * end; a text that is too long is cut at its end, with its EOS.
 */
export class PolicyTexts {
  readonly #settings: TextSettings
  readonly #tokenizer: Tokenizer
  readonly #template: ChatTemplate | null
  readonly #bos: number | null
  readonly #eos: number | null

  /** Throws MODEL_FILE_INVALID where tokenizer or template are damaged, or there is nothing to end a text with. */
  static async open(settings: TextSettings, tokenizerFile: Uint8Array, place: string): Promise<PolicyTexts> {
    return new PolicyTexts(settings, await Tokenizer.open(tokenizerFile, place), place)
  }

  private constructor(settings: TextSettings, tokenizer: Tokenizer, place: string) {
    const { template, bosToken, eosToken } = settings
    this.#settings = settings
    this.#tokenizer = tokenizer
    this.#template = template === null ? null : new ChatTemplate({ template, bosToken, eosToken }, place)
    this.#bos = bosToken === null ? null : tokenizer.idOf(bosToken)
    this.#eos = eosToken === null ? null : tokenizer.idOf(eosToken)
    if (this.#eos === null)
      throw new AppError('MODEL_FILE_INVALID', { place, problem: 'its tokenizer has no token that ends a text' })
  }

  /** Throws PROMPT_REFUSED where the chat template does not take the prompt. */
  async encode(prompt: Prompt, completion: string): Promise<PolicyText> {
    const { before, whole } = this.#texts(messagesOf(prompt), completion)
    const encoded = await this.#tokenizer.encode([before, whole], { addSpecialTokens: this.#template === null })
    const [prefix, ids] = encoded.map((each) => this.#withoutDoubledBos(each)) as [number[], number[]]
    const ended = this.#ended(ids, whole)
    // Tokens at the seam may be other ones than the prompt has alone: what is not the prompt's is the completion's.
    const open = prefix.at(-1) === this.#eos && this.#template === null ? prefix.slice(0, -1) : prefix
    const differing = open.findIndex((id, at) => ended[at] !== id)
    const start = differing < 0 ? open.length : differing
    const { maxTokens } = this.#settings
    if (ended.length <= maxTokens) return { ids: ended, start, isTruncated: false }
    return { ids: ended.slice(0, maxTokens), start: Math.min(start, maxTokens), isTruncated: true }
  }

  #texts(messages: readonly Message[], content: string): { before: string; whole: string } {
    if (this.#template) {
      const before = this.#template.render(messages, { addGenerationPrompt: true })
      return { before, whole: this.#template.render([...messages, { role: 'assistant', content }]) }
    }
    const before = messages.map((message) => message.content).join('\n')
    return { before, whole: before + content }
  }

  #withoutDoubledBos(ids: number[]): number[] {
    return this.#bos !== null && ids[0] === this.#bos && ids[1] === this.#bos ? ids.slice(1) : ids
  }

  #ended(ids: number[], text: string): number[] {
    const { eosToken } = this.#settings
    const isEnded = ids.at(-1) === this.#eos || (this.#template && eosToken && text.trimEnd().endsWith(eosToken))
    return isEnded ? ids : [...ids, this.#eos!]
  }
}
