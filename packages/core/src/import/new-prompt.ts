import { messagesOf, type PromptRecord } from '@plackett/contracts'
import type { SystemScope } from '../scope/scope.ts'
import { contentOf } from './content-key.ts'
import type { NewPrompt } from './insert-prompts.ts'

/** A record of an upload, with the ids that it gets. */
export function newPrompt({ newId }: Pick<SystemScope, 'newId'>, record: PromptRecord): NewPrompt {
  const messages = messagesOf(record.prompt)
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
    completions: record.completions.map(({ text, model }) => ({ id: newId(), text, model: model ?? null })),
  }
}
