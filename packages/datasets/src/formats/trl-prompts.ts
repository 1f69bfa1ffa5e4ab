import { messagesOf } from '@plackett/contracts'
import type { Format } from './format.ts'

/** TRL prompts without answers, for GRPO and other online trainers; a prompt that was ranked twice stands twice. */
export const trlPrompts: Format = {
  title: 'TRL prompts only (prompt)',
  container: 'json',
  write(record, loss) {
    loss.note('a completion, of which the format has none', record.completions.length)
    return [{ prompt: messagesOf(record.prompt) }]
  },
}
