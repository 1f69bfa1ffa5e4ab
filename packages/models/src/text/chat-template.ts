import { Template } from '@huggingface/jinja'
import { AppError, type Message } from '@plackett/contracts'

export interface ChatTemplateSettings {
  /** Jinja, as `chat_template` of a tokenizer_config.json. */
  readonly template: string
  readonly bosToken: string | null
  readonly eosToken: string | null
}

export interface RenderOptions {
  /** Whether the text ends where the assistant is to begin. */
  readonly addGenerationPrompt?: boolean
  /** Whether the text ends with the last message's content, so that it can be gone on with. */
  readonly continueFinalMessage?: boolean
}

/** What marks the end of the last message's content while a template works; none of its words can be mistaken for it. */
const endMark = 'END_OF_FINAL_MESSAGE '

/** A chat template, which turns messages into the text that a model was trained on. */
export class ChatTemplate {
  readonly #template: Template
  readonly #tokens: Record<string, string>

  /** Throws MODEL_FILE_INVALID where the template is no Jinja. */
  constructor({ template, bosToken, eosToken }: ChatTemplateSettings, place: string) {
    this.#tokens = {
      ...(bosToken === null ? {} : { bos_token: bosToken }),
      ...(eosToken === null ? {} : { eos_token: eosToken }),
    }
    try {
      this.#template = new Template(withoutClock(template))
    } catch (error) {
      const problem = `its chat template: ${(error as Error).message}`
      throw new AppError('MODEL_FILE_INVALID', { place, problem }, { cause: error })
    }
  }

  /** Throws PROMPT_REFUSED with the template's own words where it does not take such messages. */
  render(messages: readonly Message[], options: RenderOptions = {}): string {
    const { addGenerationPrompt = false, continueFinalMessage = false } = options
    if (!continueFinalMessage) return this.#text(messages, addGenerationPrompt)
    const last = messages.at(-1)!
    const marked = { ...last, content: `${last.content}${endMark}` }
    return upToMark(this.#text([...messages.slice(0, -1), marked], addGenerationPrompt))
  }

  #text(messages: readonly Message[], addGenerationPrompt: boolean): string {
    const given = messages.map((message) => ({ ...message }))
    try {
      return this.#template.render({ messages: given, add_generation_prompt: addGenerationPrompt, ...this.#tokens })
    } catch (error) {
      throw new AppError('PROMPT_REFUSED', { problem: (error as Error).message }, { cause: error })
    }
  }
}

/** Without the function that tells the day: a reward must not depend on when it is asked for. Templates ask whether it is there. */
function withoutClock(template: string): string {
  // A block takes one line end after it away.
  return `{% set strftime_now = there_is_no_clock %}${template.startsWith('\n') ? '\n' : ''}${template}`
}

/** As transformers does it: where the template has stripped the mark's space, it strips that of a content too. */
function upToMark(text: string): string {
  const at = text.lastIndexOf(endMark.trim())
  if (at < 0) throw new AppError('PROMPT_REFUSED', { problem: 'it leaves out the last message' })
  const before = text.slice(0, at)
  return text.startsWith(endMark, at) ? before : before.trimEnd()
}
