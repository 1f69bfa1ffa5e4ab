import { readFileSync } from 'node:fs'
import {
  AppError,
  type PolicyTrainingConfig,
  policyObjectives,
  policyTrainingConfig,
  type RewardTrainingConfig,
  rewardTrainingConfig,
} from '@plackett/contracts'
import { z } from 'zod'
import type { TrainOptions } from './train.ts'
import type { TrainPolicyOptions } from './train-policy.ts'

/** The flags of `train` as the command line names them. */
export interface TrainFlags
  extends Omit<TrainOptions, 'config'>,
    Omit<RewardTrainingConfig, 'learningRate' | 'batchSize' | 'objective'> {
  objective?: RewardTrainingConfig['objective'] | PolicyTrainingConfig['objective']
  beta?: number
  lr?: number
  batch?: number
  /** A JSON file with settings by the names that the training knows; flags count before it. */
  config?: string
}

/** Whether the flags ask for a policy rather than a reward model. */
export function isPolicyRun({ objective }: Pick<TrainFlags, 'objective'>): boolean {
  return policyObjectives.some((name) => name === objective)
}

/** The flags of a policy's run. Throws as trainOptionsOf does, also for settings that only a reward model has. */
export function policyOptionsOf(flags: TrainFlags): TrainPolicyOptions {
  const { data, out, test, split, skipBadLines, json, resume, config: file, lr, batch, ...given } = flags
  if (resume) throw new AppError('INVALID_INPUT', { problem: 'a policy\u2019s run cannot be resumed yet' })
  const named = { ...given, learningRate: lr, batchSize: batch }
  const known = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined))
  const config = z.strictObject(policyTrainingConfig.shape).safeParse({ ...(file ? settingsIn(file) : {}), ...known })
  if (!config.success) throw new AppError('INVALID_INPUT', { problem: z.prettifyError(config.error) })
  return { data, out, ...(test !== undefined && { test }), split, skipBadLines, json, config: config.data }
}

/** The flags by the names that the training knows. Throws INVALID_INPUT where a setting is wrong, FILE_UNREADABLE for the file. */
export function trainOptionsOf(flags: TrainFlags): TrainOptions {
  const { data, out, test, split, skipBadLines, json, resume, config: file, lr, batch, ...given } = flags
  const named = { ...given, learningRate: lr, batchSize: batch }
  const known = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined))
  const parsed = z.strictObject(rewardTrainingConfig.shape).safeParse({ ...(file ? settingsIn(file) : {}), ...known })
  if (!parsed.success) throw new AppError('INVALID_INPUT', { problem: z.prettifyError(parsed.error) })
  const config = rewardTrainingConfig.safeParse(parsed.data)
  if (!config.success) throw new AppError('INVALID_INPUT', { problem: z.prettifyError(config.error) })
  return { data, out, ...(test !== undefined && { test }), split, skipBadLines, json, resume, config: config.data }
}

function settingsIn(file: string): Record<string, unknown> {
  try {
    const settings: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof settings === 'object' && settings !== null && !Array.isArray(settings)) return { ...settings }
    throw new Error('it is not a JSON object')
  } catch (error) {
    throw new AppError('FILE_UNREADABLE', { file, problem: (error as Error).message }, { cause: error })
  }
}
