import { buildDecodeGraph, type ModelDirectory } from '@plackett/models'
import { DecoderSession } from '../decode/decoder-session.ts'
import type { TokenLogProbability, Written } from '../write/write-request.ts'
import { Writer } from '../write/writer.ts'
import { openPolicyFiles, type PolicyFiles } from './open-policy-files.ts'
import type { Generated, GeneratedToken, GenerationRequest } from './policy.types.ts'
import { readPrompt } from './read-prompt.ts'

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
    const session = await DecoderSession.open(buildDecodeGraph(files), threads)
    const contextTokens = files.architecture.maxTokens
    return new PolicySession(files, session, new Writer(session, { ...files, contextTokens, maxTexts }))
  }

  private constructor(files: PolicyFiles, session: DecoderSession, writer: Writer) {
    this.#files = files
    this.#session = session
    this.#writer = writer
  }

  /** Throws PROMPT_REFUSED where the prompt has no room, or the model takes no conversations. */
  async generate(request: GenerationRequest, options: GenerateOptions = {}): Promise<Generated> {
    const promptIds = await readPrompt(this.#files, request.prompt)
    const room = this.#files.architecture.maxTokens - promptIds.length
    const maxTokens = Math.min(request.maxTokens ?? room, room)
    const written = await this.#writer.write({ ...request, prompt: promptIds, maxTokens }, options)
    return { ...written, promptIds, tokens: await this.#tokensOf(written) }
  }

  async close(): Promise<void> {
    await this.#session.release()
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
