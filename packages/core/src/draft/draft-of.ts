import type { Draft } from '@plackett/contracts'
import type { Draft as DraftRow } from '@plackett/db'

/** A row as the contract has it. */
export function draftOf({ content, madeAt }: DraftRow): Draft {
  return { ...(content as Omit<Draft, 'madeAt'>), madeAt: madeAt.getTime() }
}
