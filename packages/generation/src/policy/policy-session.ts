import { AppError, type Message } from '@plackett/contracts'
import type { ModelDirectory } from '@plackett/models'
import { DecoderSession } from '../decode/decoder-session.ts'
import type { TokenLogProbability, Written } from '../write/write-request.ts'
import { Writer } from '../write/writer.ts'
import { openPolicyFiles, type PolicyFiles } from './open-policy-files.ts'
import type { Generated, GeneratedToken, GenerationPrompt, GenerationRequest } from './policy.types.ts'

export interface PolicySettings {
  /** Threads of each run of the graph. One gives the same bits on every machine of a kind. */
  readonly threads: number
  /** The most texts that are written side by side. */
  readonly maxTexts: number
}

export interface GenerateOptions {
  readonly onText?: ((text: string) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** A policy at work in this thread. */
export class PolicySession {
  readonly #files: PolicyFiles
  readonly #session: DecoderSession
  readonly #writer: Writer

  static async open(directory: ModelDirectory, { threads, maxTexts }: PolicySettings): Promise<PolicySession> {
    const files = await openPolicyFiles(directory)
    const session = await DecoderSession.open(files.graph, threads)
    return new PolicySession(files, session, new Writer(session, { ...files, maxTexts }))
  }

  private constructor(files: PolicyFiles, session: DecoderSession, writer: Writer) {
    this.#files = files
    this.#session = session
    this.#writer = writer
  }

  /** Throws PROMPT_REFUSED where the prompt has no room, or the model takes no conversations. */
  async generate(request: GenerationRequest, options: GenerateOptions = {}): Promise<Generated> {
    const promptIds = await this.#promptIds(request.prompt)
    const room = this.#files.contextTokens - promptIds.length
    if (room < 1) {
      const problem = `it has ${promptIds.length} tokens, and the model reads ${this.#files.contextTokens} with its answer`
      throw new AppError('PROMPT_REFUSED', { problem })
    }
    const maxTokens = Math.min(request.maxTokens ?? room, room)
    const written = await this.#writer.write({ ...request, prompt: promptIds, maxTokens }, options)
    return { ...written, promptIds, tokens: await this.#tokensOf(written) }
  }

  async close(): Promise<void> {
    await this.#session.release()
  }

  async #promptIds(prompt: GenerationPrompt): Promise<number[]> {
    const ids = typeof prompt === 'string' ? await this.#idsOf(prompt) : await this.#given(prompt)
    const unknown = ids.find((id) => id >= this.#session.vocabSize)
    if (unknown !== undefined) throw new AppError('PROMPT_REFUSED', { problem: `there is no token ${unknown}` })
    if (ids.length > 0) return ids
    // Something must be read before anything can be written.
    const first = this.#files.bosId ?? [...this.#files.endIds][0]
    if (first === undefined) throw new AppError('PROMPT_REFUSED', { problem: 'it is empty' })
    return [first]
  }

  /** A text as the tokenizer begins one; a rendered one may begin with the mark already, and does not get a second. */
  async #idsOf(text: string): Promise<number[]> {
    const [plain, marked] = await Promise.all(
      [false, true].map((addSpecialTokens) => this.#files.tokenizer.encode([text], { addSpecialTokens })),
    )
    const { bosId, endIds } = this.#files
    if (bosId === null || plain![0]![0] === bosId || marked![0]![0] !== bosId) return plain![0]!
    const ids = marked![0]!
    return ids.length > plain![0]!.length + 1 && endIds.has(ids.at(-1)!) ? ids.slice(0, -1) : ids
  }

  async #given(prompt: readonly number[] | readonly Message[]): Promise<number[]> {
    if (isIds(prompt)) return [...prompt]
    const { template } = this.#files
    if (template) return this.#idsOf(template.render(prompt, { addGenerationPrompt: true }))
    if (prompt.length > 1 || prompt[0]!.role !== 'user') {
      throw new AppError('PROMPT_REFUSED', { problem: 'the model has no chat template: it goes on with one text' })
    }
    return this.#idsOf(prompt[0]!.content)
  }

  async #tokensOf({ tokens }: Written): Promise<Generated['tokens']> {
    if (tokens === null) return null
    const named = async (token: TokenLogProbability): Promise<GeneratedToken> => ({
      id: token.id,
      text: await this.#files.tokenizer.decode([token.id], { skipSpecialTokens: false }),
      logProbability: token.logProbability,
    })
    return Promise.all(
      tokens.map(async (token) => ({
        ...(await named(token)),
        likeliest: await Promise.all(token.likeliest.map(named)),
      })),
    )
  }
}

function isIds(prompt: readonly number[] | readonly Message[]): prompt is readonly number[] {
  return typeof prompt[0] === 'number'
}
