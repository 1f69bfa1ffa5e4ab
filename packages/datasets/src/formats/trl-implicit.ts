import { messagesOf } from '@plackett/contracts'
import { eachRow, type Format } from './format.ts'
import { noteTies, strictPairsOf } from './strict-pairs.ts'
import { parseTrlPreference } from './trl-preference.ts'

/** TRL preference rows with the prompt inside both answers, as RewardTrainer recommends. */
export const trlImplicit: Format = {
  title: 'TRL preference rows, prompt implicit (chosen, rejected)',
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
