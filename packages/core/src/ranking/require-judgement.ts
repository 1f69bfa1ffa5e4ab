import { AppError, type LabelSettings, type Tiers } from '@plackett/contracts'
import type { Scope } from '../scope/scope.ts'
import type { Judgement } from './answer.ts'
import { requireLabels } from './require-labels.ts'
import { requireRankable } from './require-rankable.ts'

/** Refuses an answer that is not about exactly the completions shown, or does not fit the label settings. */
export async function requireJudgement(
  { db }: Scope,
  answer: Judgement & { comment?: string | undefined },
  { shownOrder, settings }: { shownOrder: string[]; settings: LabelSettings },
): Promise<void> {
  requireRankable(answer.tiers, { shown: shownOrder, settings })
  if (answer.asShown) requireAsShown(answer.tiers, shownOrder)
  const rows = await db.completion.findMany({ where: { id: { in: shownOrder } }, select: { id: true, text: true } })
  const textOf = new Map(rows.map(({ id, text }) => [id, text]))
  requireLabels(answer, { shown: shownOrder.map((id) => ({ id, text: textOf.get(id)! })), settings })
}

function requireAsShown(tiers: Tiers, shownOrder: string[]): void {
  const isAsShown = tiers.length === shownOrder.length && tiers.every(([id], place) => id === shownOrder[place])
  if (!isAsShown) throw new AppError('RANKING_DOES_NOT_MATCH_TASK', { problem: 'it is not the order that was shown' })
}
