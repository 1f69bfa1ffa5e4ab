import { z } from 'zod'

export const policyObjectives = ['sft', 'dpo', 'kto', 'orpo'] as const
export type PolicyObjectiveName = (typeof policyObjectives)[number]

/** Settings of a policy's run on files; the CLI uses these names. Absent values take the objective's defaults. */
export const policyTrainingConfig = z.object({
  /** A folder with a decoder as Hugging Face writes it. */
  backbone: z.string().trim().min(1).max(1_000),
  objective: z.enum(policyObjectives),
  seed: z.number().int().min(0).default(1),
  epochs: z.number().int().min(1).max(1_000).default(1),
  learningRate: z.number().positive().optional(),
  /** Examples of a step: completions, or pairs of them. */
  batchSize: z.number().int().min(1).default(8),
  /** Tokens of the longest text; longer ones are cut at their end. */
  maxLength: z.number().int().min(8).max(131_072).optional(),
  /** The rank of low-rank adapters, which are then trained in place of the weights. */
  lora: z.number().int().min(1).max(1_024).optional(),
  schedule: z.enum(['constant', 'linear', 'cosine']).default('linear'),
  /** Share of the steps in which the learning rate rises. */
  warmup: z.number().min(0).max(1).default(0.1),
  weightDecay: z.number().min(0).max(1).default(0.01),
  /** How close the policy stays to where it starts; not for sft. */
  beta: z.number().positive().max(100).default(0.1),
})
export type PolicyTrainingConfig = z.infer<typeof policyTrainingConfig>
