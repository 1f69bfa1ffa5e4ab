import { messagesOf } from '@plackett/contracts'
import { eachRow, type Format } from './format.ts'
import { noteTies, strictPairsOf } from './strict-pairs.ts'
import { parseTrlPreference } from './trl-preference.ts'

/**
 * OpenRLHF reward and DPO data. Its defaults have no prompt key and read whole conversations from `chosen` and
 * `rejected` (with --data.apply_chat_template), so that is what is written.
 */
export const openrlhf: Format = {
  title: 'OpenRLHF whole conversations (chosen, rejected)',
  container: 'json',
  read: eachRow((row) => [parseTrlPreference(row)]),
  write(record, loss) {
    noteTies(record, loss)
    const prompt = messagesOf(record.prompt)
    return strictPairsOf(record).map(({ chosen, rejected }) => ({
      chosen: [...prompt, { role: 'assistant', content: chosen.text }],
      rejected: [...prompt, { role: 'assistant', content: rejected.text }],
    }))
  },
}
