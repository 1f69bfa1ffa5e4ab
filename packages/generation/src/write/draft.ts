import { RandomStream, type Tokenizer } from '@plackett/models'
import { drawToken } from '../sampling/draw-token.ts'
import { likeliest, logSumExp } from '../sampling/log-probabilities.ts'
import { StopWatch } from './stop-watch.ts'
import { TextTail, textOf } from './text-tail.ts'
import type { WriteRequest, Written, WrittenToken } from './write-request.ts'

export interface DraftSettings {
  readonly request: WriteRequest
  readonly tokenizer: Pick<Tokenizer, 'decode'>
  readonly endIds: ReadonlySet<number>
  /** The longest text that the model reads, prompt included. */
  readonly contextTokens: number
  /** Told each piece of text as soon as it is certain. */
  readonly onText?: ((text: string) => void) | undefined
}

/** One text in the making. */
export class Draft {
  readonly request: WriteRequest
  readonly #settings: DraftSettings
  readonly #random: RandomStream
  readonly #ids: number[] = []
  readonly #tokens: WrittenToken[] = []
  readonly #tail: TextTail
  readonly #stops: StopWatch
  #text = ''
  #finishReason: Written['finishReason'] | null = null

  constructor(settings: DraftSettings) {
    this.#settings = settings
    this.request = settings.request
    this.#random = new RandomStream(this.request.seed, 'draft')
    this.#tail = new TextTail(settings.tokenizer, this.request.prompt)
    this.#stops = new StopWatch(this.request.stop)
  }

  get isFinished(): boolean {
    return this.#finishReason !== null
  }

  /** Draws the next token from these scores and returns it. */
  async take(logits: Float32Array): Promise<number> {
    const { request } = this
    const history = { prompt: request.prompt, written: this.#ids }
    const id = drawToken(logits, request.settings, { history, uniform: () => this.#random.uniform() })
    this.#ids.push(id)
    if (request.topLogProbabilities !== null) this.#tokens.push(tokenOf(logits, id, request.topLogProbabilities))
    const { endIds, contextTokens } = this.#settings
    if (endIds.has(id)) this.#finishReason = 'stop'
    else if (this.#isWatched && (await this.#watch(id))) this.#finishReason = 'stop'
    else if (this.#ids.length >= request.maxTokens || request.prompt.length + this.#ids.length >= contextTokens)
      this.#finishReason = 'length'
    return id
  }

  async finished(): Promise<Written> {
    const { request } = this
    const { tokenizer, endIds } = this.#settings
    if (this.#isWatched) this.#show(this.#isStopped ? '' : (await this.#tail.rest()) + this.#stops.rest())
    else
      this.#text = await textOf(
        tokenizer,
        request.prompt,
        this.#ids.filter((id) => !endIds.has(id)),
      )
    return {
      ids: this.#ids,
      text: this.#text,
      finishReason: this.#finishReason ?? 'length',
      tokens: request.topLogProbabilities === null ? null : this.#tokens,
    }
  }

  #isStopped = false

  /** Decoding token by token costs as much as a small model does: it is done where somebody looks. */
  get #isWatched(): boolean {
    return this.#settings.onText !== undefined || this.request.stop.length > 0
  }

  async #watch(id: number): Promise<boolean> {
    const { shown, isStopped } = this.#stops.add(await this.#tail.add(id))
    this.#show(shown)
    this.#isStopped = isStopped
    return isStopped
  }

  #show(text: string): void {
    this.#text += text
    if (text !== '') this.#settings.onText?.(text)
  }
}

function tokenOf(logits: Float32Array, id: number, count: number): WrittenToken {
  const normal = logSumExp(logits)
  const of = (token: number) => ({ id: token, logProbability: logits[token]! - normal })
  return { ...of(id), likeliest: likeliest(logits, count).map(of) }
}
