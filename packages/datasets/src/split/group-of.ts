import { messagesOf, type RankingRecord } from '@plackett/contracts'

/**
 * What keeps records together in a split: the group where one is given, else the prompt, with its Unicode form and
 * white space made equal so that two spellings of one prompt cannot part. Without any prompt, the completions.
 */
export function groupOf(record: Pick<RankingRecord, 'prompt' | 'completions' | 'group'>): string {
  if (record.group !== undefined) return record.group
  const messages = messagesOf(record.prompt).map(({ role, content }) => [role, canonical(content)])
  if (messages.some(([, content]) => content !== '')) return JSON.stringify(messages)
  return JSON.stringify(record.completions.map(({ text }) => canonical(text)).sort())
}

function canonical(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim()
}
