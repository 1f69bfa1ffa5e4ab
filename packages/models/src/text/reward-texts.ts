import { AppError, type Message, messagesOf, type Prompt } from '@plackett/contracts'
import { ChatTemplate } from './chat-template.ts'
import type { TextSettings } from './text-settings.ts'
import { type EncodedText, Tokenizer } from './tokenizer.ts'

const roleNames: Record<Message['role'], string> = { system: 'System', user: 'User', assistant: 'Assistant' }

/**
 * Prompts and completions as token ids. A text that is not a pair begins with BOS where the tokenizer or the template puts one,
 * never with two, and ends with EOS, also where it was cut.
 */
export class RewardTexts {
  readonly #settings: TextSettings
  readonly #tokenizer: Tokenizer
  readonly #template: ChatTemplate | null
  readonly #bos: number | null
  readonly #eos: number | null

  /** Throws MODEL_FILE_INVALID where tokenizer or template are damaged, or lack what the settings name. */
  static async open(settings: TextSettings, tokenizerFile: Uint8Array, place: string): Promise<RewardTexts> {
    return new RewardTexts(settings, await Tokenizer.open(tokenizerFile, place), place)
  }

  private constructor(settings: TextSettings, tokenizer: Tokenizer, place: string) {
    this.#settings = settings
    this.#tokenizer = tokenizer
    this.#template =
      settings.template === null ? null : new ChatTemplate({ ...settings, template: settings.template }, place)
    const idOf = (token: string | null) => {
      const id = token === null ? null : tokenizer.idOf(token)
      if (token !== null && id === null)
        throw new AppError('MODEL_FILE_INVALID', { place, problem: `tokenizer.json does not know the token ${token}` })
      return id
    }
    this.#bos = idOf(settings.bosToken)
    this.#eos = idOf(settings.eosToken)
  }

  /** One text per completion; without any message, the completion is the whole text. Throws PROMPT_REFUSED where the chat template does not take the prompt. */
  async encode(prompt: Prompt, completions: readonly string[]): Promise<EncodedText[]> {
    const { layout } = this.#settings
    const limit = { maxTokens: this.#settings.maxTokens, side: this.#settings.truncation }
    const messages = messagesOf(prompt)
    // A text that could not be told apart from its prompt was rendered by somebody else already.
    if (messages.length === 0) return this.#encodeRendered(completions)
    if (layout === 'pair') return this.#tokenizer.encodePairsWithin(plainText(messages), completions, limit)
    const texts = completions.map((completion) => this.#text(messages, completion))
    // What a template writes has its special tokens already.
    const encoded = await this.#tokenizer.encode(texts, { addSpecialTokens: layout === 'text' })
    return encoded.map((ids, at) => this.#within(this.#ended(ids, texts[at]!)))
  }

  async #encodeRendered(texts: readonly string[]): Promise<EncodedText[]> {
    const { layout, template } = this.#settings
    const encoded = await this.#tokenizer.encode(texts, { addSpecialTokens: layout !== 'chat' })
    // Whoever took the text apart may have taken its beginning for no part of it.
    const begins = this.#bos !== null && template?.includes('bos_token')
    return encoded.map((ids, at) => {
      const begun = begins && ids[0] !== this.#bos ? [this.#bos!, ...ids] : ids
      return this.#within(this.#ended(begun, texts[at]!))
    })
  }

  #text(messages: readonly Message[], content: string): string {
    if (!this.#template) return `${plainText(messages)}${messages.length > 1 ? '\nAssistant: ' : '\n'}${content}`
    return this.#template.render([...messages, { role: 'assistant', content }])
  }

  #ended(ids: readonly number[], text: string): number[] {
    const isDoubled = this.#bos !== null && ids[0] === this.#bos && ids[1] === this.#bos
    const kept = isDoubled ? ids.slice(1) : [...ids]
    const { eosToken } = this.#settings
    if (eosToken === null || this.#eos === null || kept.at(-1) === this.#eos) return kept
    // Templates like to put a line end behind it.
    return this.#template && text.trimEnd().endsWith(eosToken) ? kept : [...kept, this.#eos]
  }

  #within(ids: number[]): EncodedText {
    const { maxTokens, truncation } = this.#settings
    if (ids.length <= maxTokens) return { ids, isTruncated: false }
    const start = ids[0] === this.#bos ? ids.slice(0, 1) : []
    const end = ids.at(-1) === this.#eos ? ids.slice(-1) : []
    const middle = ids.slice(start.length, ids.length - end.length)
    const room = maxTokens - start.length - end.length
    const kept = truncation === 'left' ? middle.slice(-room) : middle.slice(0, room)
    return { ids: [...start, ...kept, ...end], isTruncated: true }
  }
}

/** A single question as it is, a conversation with who said what. */
function plainText(messages: readonly Message[]): string {
  if (messages.length === 1) return messages[0]!.content
  return messages.map(({ role, content }) => `${roleNames[role]}: ${content}`).join('\n')
}
