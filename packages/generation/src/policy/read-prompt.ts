import { AppError, type Message } from '@plackett/contracts'
import type { PolicyFiles } from './open-policy-files.ts'
import type { GenerationPrompt } from './policy.types.ts'

/**
 * A prompt as the token ids that the policy goes on from. Throws PROMPT_REFUSED where there is no room for a completion
 * behind it, where it has an unknown token, or where the model takes no conversations.
 */
export async function readPrompt(files: PolicyFiles, prompt: GenerationPrompt): Promise<number[]> {
  const { maxTokens, vocabSize } = files.architecture
  const ids = typeof prompt === 'string' ? await idsOf(files, prompt) : await given(files, prompt)
  const unknown = ids.find((id) => id >= vocabSize)
  if (unknown !== undefined) throw refused(`there is no token ${unknown}`)
  if (ids.length >= maxTokens)
    throw refused(`it has ${ids.length} tokens, and the model reads ${maxTokens} with its answer`)
  if (ids.length > 0) return ids
  // Something must be read before anything can be written.
  const first = files.bosId ?? [...files.endIds][0]
  if (first === undefined) throw refused('it is empty')
  return [first]
}

/** A text as the tokenizer begins one; a rendered one may begin with the mark already, and does not get a second. */
async function idsOf({ tokenizer, bosId, endIds }: PolicyFiles, text: string): Promise<number[]> {
  const [[plain], [marked]] = (await Promise.all(
    [false, true].map((addSpecialTokens) => tokenizer.encode([text], { addSpecialTokens })),
  )) as [[number[]], [number[]]]
  if (bosId === null || plain[0] === bosId || marked[0] !== bosId) return plain
  return marked.length > plain.length + 1 && endIds.has(marked.at(-1)!) ? marked.slice(0, -1) : marked
}

async function given(files: PolicyFiles, prompt: readonly number[] | readonly Message[]): Promise<number[]> {
  if (isIds(prompt)) return [...prompt]
  if (files.template) return idsOf(files, files.template.render(prompt, { addGenerationPrompt: true }))
  if (prompt.length > 1 || prompt[0]!.role !== 'user')
    throw refused('the model has no chat template: it goes on with one text')
  return idsOf(files, prompt[0]!.content)
}

function isIds(prompt: readonly number[] | readonly Message[]): prompt is readonly number[] {
  return typeof prompt[0] === 'number'
}

function refused(problem: string): AppError {
  return new AppError('PROMPT_REFUSED', { problem })
}
