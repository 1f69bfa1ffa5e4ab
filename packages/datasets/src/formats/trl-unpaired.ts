import { messagesOf } from '@plackett/contracts'
import type { Format } from './format.ts'
import { tierTexts } from './tier-texts.ts'

/** TRL unpaired preferences, for KTO: the first tier of a ranking is good, the last one is bad, and what is between is neither. */
export const trlUnpaired: Format = {
  title: 'TRL unpaired preferences (prompt, completion, label)',
  container: 'json',
  write(record, loss) {
    const { best, between, worst } = tierTexts(record)
    loss.note('a completion of the only tier, neither good nor bad', worst.length === 0 ? best.length : 0)
    loss.note('a completion between the first tier and the last', between)
    const rowOf = (label: boolean) => (text: string) => ({
      prompt: messagesOf(record.prompt),
      completion: [{ role: 'assistant', content: text }],
      label,
    })
    return worst.length === 0 ? [] : [...best.map(rowOf(true)), ...worst.map(rowOf(false))]
  },
}
