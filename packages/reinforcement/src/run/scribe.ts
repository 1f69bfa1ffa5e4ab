import type { Prompt } from '@plackett/contracts'
import { DecoderSession, type PolicyFiles, readPrompt, samplingSettings, Writer } from '@plackett/generation'
import type { DecodeGraph } from '@plackett/models'
import type { Sample } from './sample-batch.ts'

/** A completion with its text. */
export interface WrittenSample extends Sample {
  readonly prompt: Prompt
  readonly text: string
  /** Whether it ended by itself. */
  readonly hasEnded: boolean
}

export interface Assignment {
  readonly prompt: Prompt
  readonly seed: number
}

interface ScribeSettings {
  readonly files: PolicyFiles
  readonly maxTokens: number
  readonly temperature: number
}

/** Most texts written side by side. */
const maxTexts = 128

/** Lets the policy of the moment write. */
export class Scribe {
  readonly #settings: ScribeSettings
  readonly #promptIds = new Map<string, number[]>()

  constructor(settings: ScribeSettings) {
    this.#settings = settings
  }

  async write(graph: DecodeGraph, assignments: readonly Assignment[]): Promise<WrittenSample[]> {
    const { files, maxTokens, temperature } = this.#settings
    const session = await DecoderSession.open(graph, 1)
    const writer = new Writer(session, { ...files, contextTokens: files.architecture.maxTokens, maxTexts })
    const settings = samplingSettings.parse({ temperature })
    // All prompts are read first, so that texts begin in the order of the assignments whatever the tokenizer's haste.
    const prompts: number[][] = []
    for (const { prompt } of assignments) prompts.push(await this.#read(prompt))
    const samples = await Promise.all(
      assignments.map(async ({ prompt, seed }, at) => {
        const promptIds = prompts[at]!
        const request = { prompt: promptIds, settings, maxTokens, stop: [], seed, topLogProbabilities: null }
        const { ids, text, finishReason } = await writer.write(request)
        return { prompt, promptIds, ids, text, hasEnded: finishReason === 'stop' }
      }),
    )
    await session.release()
    return samples
  }

  async #read(prompt: Prompt): Promise<number[]> {
    const key = JSON.stringify(prompt)
    const known = this.#promptIds.get(key)
    if (known) return known
    const ids = await readPrompt(this.#settings.files, asked(prompt))
    this.#promptIds.set(key, ids)
    return ids
  }
}

/** A bare text is one turn of a conversation where the model has those. */
function asked(prompt: Prompt) {
  return typeof prompt === 'string' ? [{ role: 'user' as const, content: prompt }] : prompt
}
