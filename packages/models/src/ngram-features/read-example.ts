import { messagesOf, type Prompt } from '@plackett/contracts'
import { countNgrams, type NgramCounts } from './count-ngrams.ts'
import { readText } from './read-text.ts'
import { type PromptView, surfaceOf } from './surface-statistics.ts'

/** UTF-16 units of a prompt or a completion that are read; of longer ones the start. */
const maxUnits = 65_536

/** What the features need to know of one completion, before anything is fitted. */
export interface NgramExample {
  /** In the order of `surfaceNames`. */
  surface: number[]
  ngrams: NgramCounts
  /** Whether the prompt or the completion was longer than `maxUnits`. */
  isTruncated: boolean
}

/** Reads completions one by one, and a prompt once for all completions of it that follow each other. */
export class ExampleReader {
  #prompt: { key: string; view: PromptView } | null = null

  read(prompt: Prompt, completion: string): NgramExample {
    const promptView = this.#view(
      messagesOf(prompt)
        .map(({ content }) => content)
        .join('\n'),
    )
    const view = readText(completion, maxUnits)
    return {
      surface: surfaceOf({ prompt: promptView, completion: view, types: new Set(view.tokens) }),
      ngrams: countNgrams(view.tokens),
      isTruncated: view.isTruncated || promptView.view.isTruncated,
    }
  }

  #view(text: string): PromptView {
    if (this.#prompt?.key !== text) {
      const view = readText(text, maxUnits)
      this.#prompt = { key: text, view: { view, types: new Set(view.tokens) } }
    }
    return this.#prompt.view
  }
}
