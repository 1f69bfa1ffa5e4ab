import { type GoldAnswer, messagesOf, type PromptRecord } from '@plackett/contracts'
import { ranksToTiers } from '@plackett/preference'
import type { SystemScope } from '../scope/scope.ts'
import { contentOf } from './content-key.ts'
import type { NewPrompt } from './insert-prompts.ts'

/** A record of an upload, with the ids that it gets. */
export function newPrompt({ newId }: Pick<SystemScope, 'newId'>, record: PromptRecord): NewPrompt {
  const messages = messagesOf(record.prompt)
  const completions = record.completions.map(({ text, model }) => ({ id: newId(), text, model: model ?? null }))
  return {
    promptId: newId(),
    taskId: newId(),
    externalId: record.id ?? null,
    messages,
    contentKey: contentOf(messages, record.completions).key,
    groupKey: record.group ?? null,
    language: record.language ?? null,
    reference: record.reference ?? null,
    context: record.context ?? [],
    completions,
    gold: record.gold ? goldOf(record.gold, completions) : null,
  }
}

function goldOf(
  { ranks, explanation = '' }: NonNullable<PromptRecord['gold']>,
  completions: { id: string }[],
): GoldAnswer {
  const tiers = ranksToTiers(completions.map(({ id }, place) => [id, ranks[place]!] as const))
  return { tiers, explanation, source: 'imported' }
}
