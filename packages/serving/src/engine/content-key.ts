import { createHash } from 'node:crypto'
import { messagesOf } from '@plackett/contracts'
import type { ScoreItem } from '../model/reward-scorer.types.ts'

/** Equal for items that are the same to a model, however the prompt was written. */
export function contentKey({ prompt, completion }: ScoreItem): string {
  const messages = messagesOf(prompt).map(({ role, content }) => [role, content])
  return createHash('sha256')
    .update(JSON.stringify([messages, completion]))
    .digest('base64')
}

/** UTF-16 units of an item, which is what its cost goes by. */
export function charactersOf({ prompt, completion }: ScoreItem): number {
  if (typeof prompt === 'string') return prompt.length + completion.length
  return prompt.reduce((sum, { content }) => sum + content.length, completion.length)
}
