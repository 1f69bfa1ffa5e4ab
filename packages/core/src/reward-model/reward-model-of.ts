import type { RewardModel, RewardReport } from '@plackett/contracts'
import type { RewardModel as RewardModelRow } from '@plackett/db'

/** A row as the contract has it. */
export function rewardModelOf(row: RewardModelRow): RewardModel {
  return { ...row, reference: `${row.name}@${row.version}`, report: row.report as unknown as RewardReport }
}
