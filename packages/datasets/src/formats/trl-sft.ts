import { messagesOf } from '@plackett/contracts'
import type { Format } from './format.ts'
import { tierTexts } from './tier-texts.ts'

/** TRL prompt and completion, for SFTTrainer: the best of a ranking, each where several are tied. */
export const trlSft: Format = {
  title: 'TRL prompt and completion, the best of each ranking',
  container: 'json',
  write(record, loss) {
    const { best } = tierTexts(record)
    loss.note('a completion that is not the best', record.completions.length - best.length)
    return best.map((text) => ({
      prompt: messagesOf(record.prompt),
      completion: [{ role: 'assistant', content: text }],
    }))
  },
}
