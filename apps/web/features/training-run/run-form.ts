import type { UseFormReturnType } from '@mantine/form'
import { objectives, type RewardTrainingConfig, rewardTrainingConfig } from '@plackett/contracts'

/** What a person fills in; '' is left to the backbone. */
export interface RunValues {
  name: string
  datasetVersionId: string
  backbone: string
  objective: string
  seed: number
  epochs: number | ''
  learningRate: number | ''
  batchSize: number | ''
  maxLength: number | ''
  truncation: string | null
  pooling: string | null
  lora: number | ''
  freeze: string
  schedule: string | null
  search: boolean
}
export type RunForm = UseFormReturnType<RunValues>

export const emptyRun: Omit<RunValues, 'datasetVersionId'> = {
  name: '',
  backbone: 'ngram',
  objective: objectives[0],
  seed: 1,
  epochs: '',
  learningRate: '',
  batchSize: '',
  maxLength: '',
  truncation: null,
  pooling: null,
  lora: '',
  freeze: '',
  schedule: null,
  search: false,
}

const ofTransformers: readonly (keyof RunValues)[] = [
  'maxLength',
  'truncation',
  'pooling',
  'lora',
  'freeze',
  'schedule',
]

/** What was left empty is left to the backbone, and so is what it does not have. Throws a ZodError for what no run can take. */
export function configOf({ name: _, datasetVersionId: __, ...values }: RunValues): RewardTrainingConfig {
  const isUnused = (field: string) => values.backbone === 'ngram' && ofTransformers.includes(field as keyof RunValues)
  const freeze = /^\d+$/.test(values.freeze) ? Number(values.freeze) : values.freeze
  const given = Object.entries({ ...values, freeze }).filter(
    ([field, value]) => value !== '' && value !== null && value !== false && !isUnused(field),
  )
  return rewardTrainingConfig.parse(Object.fromEntries(given))
}
