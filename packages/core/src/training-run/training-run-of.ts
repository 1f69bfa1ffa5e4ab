import { type RewardReport, rewardTrainingConfig, type TrainingRun } from '@plackett/contracts'
import type { Prisma } from '@plackett/db'

/** What a run's row is loaded with, to be told. */
export const withModel = { rewardModel: { select: { id: true } } } as const satisfies Prisma.TrainingRunInclude

type TrainingRunRow = Prisma.TrainingRunGetPayload<{ include: typeof withModel }>

/** A row as the contract has it. */
export function trainingRunOf({ rewardModel, errorCode, errorMessage, ...row }: TrainingRunRow): TrainingRun {
  return {
    ...row,
    config: rewardTrainingConfig.parse(row.config),
    report: row.report as RewardReport | null,
    error: errorCode === null ? null : { code: errorCode, message: errorMessage ?? '' },
    rewardModelId: rewardModel?.id ?? null,
  }
}
