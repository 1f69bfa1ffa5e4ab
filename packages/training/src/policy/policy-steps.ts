import { AppError, type PolicyTrainingConfig } from '@plackett/contracts'
import {
  dpoDefaults,
  dpoObjective,
  ktoDefaults,
  ktoObjective,
  labelsOf,
  labelTargets,
  orpoObjective,
  type PolicyObjective,
  type PolicyText,
  type PolicyTexts,
  pairTargets,
  policyBatch,
  type RowPair,
  sftObjective,
  sftTargets,
  type TextSettings,
} from '@plackett/models'
import { type Tensor, tensorFrom } from '@plackett/onnx'
import type { Answered, PolicyExample } from './policy-examples.ts'

export type Batch = Record<string, Tensor>

export const objectiveOf = {
  sft: () => sftObjective(),
  dpo: ({ beta }) => dpoObjective({ ...dpoDefaults, beta }),
  kto: ({ beta }) => ktoObjective({ ...ktoDefaults, beta }),
  orpo: ({ beta }) => orpoObjective(beta),
} satisfies Record<PolicyTrainingConfig['objective'], (config: PolicyTrainingConfig) => PolicyObjective>

/** An example as tokens, one text an answer. */
export interface EncodedExample {
  readonly texts: readonly PolicyText[]
  readonly answers: readonly Answered[]
  readonly isDesirable: boolean
}

/** How probable the reference finds texts, in their order. */
export type Reference = (texts: readonly PolicyText[]) => Promise<number[]>

interface StepSettings {
  readonly objective: PolicyTrainingConfig['objective']
  readonly padding: TextSettings
  readonly texts: PolicyTexts
  readonly reference: Reference
  /** Tokens of a batch, padding included, beyond which a step is run in parts. */
  readonly mostTokens: number
}

/** Examples as tokens; those of which nothing of a completion is left are dropped and counted. */
export async function encodeExamples(
  texts: PolicyTexts,
  examples: readonly PolicyExample[],
  onRead: (share: number) => void,
): Promise<{ encoded: EncodedExample[]; truncated: number; dropped: number }> {
  const encoded: EncodedExample[] = []
  let truncated = 0
  let dropped = 0
  for (const [at, { answers, isDesirable }] of examples.entries()) {
    if (at % 64 === 0) onRead(at / examples.length)
    const own = await Promise.all(answers.map(({ prompt, completion }) => texts.encode(prompt, completion)))
    truncated += own.filter(({ isTruncated }) => isTruncated).length
    if (own.some((text) => labelsOf(text) <= 0)) dropped++
    else encoded.push({ texts: own, answers, isDesirable })
  }
  return { encoded, truncated, dropped }
}

/** The batches of one step, whose losses add up to the mean over its examples (sft: over its tokens). */
export async function batchesOfStep(examples: readonly EncodedExample[], settings: StepSettings): Promise<Batch[]> {
  const items = examples.flatMap(({ texts }) => texts).reduce((sum, text) => sum + labelsOf(text), 0)
  const parts = settings.objective === 'kto' ? [examples] : partsOf(examples, settings.mostTokens)
  const batches: Batch[] = []
  for (const part of parts)
    batches.push(await batchOf(part, { ...settings, items, share: part.length / examples.length }))
  return batches
}

/** KTO's drift is a mean over the whole step, so it is never run in parts. */
function partsOf(examples: readonly EncodedExample[], mostTokens: number): EncodedExample[][] {
  const parts: EncodedExample[][] = []
  let rows = 0
  let width = 0
  for (const example of examples) {
    const longest = Math.max(...example.texts.map(({ ids }) => ids.length))
    const isFull = parts.length === 0 || (rows + example.texts.length) * Math.max(width, longest) > mostTokens
    if (isFull) parts.push([])
    rows = isFull ? example.texts.length : rows + example.texts.length
    width = isFull ? longest : Math.max(width, longest)
    parts.at(-1)!.push(example)
  }
  return parts
}

interface BatchSettings extends StepSettings {
  readonly items: number
  readonly share: number
}

async function batchOf(examples: readonly EncodedExample[], settings: BatchSettings): Promise<Batch> {
  const { objective, padding, items, share } = settings
  const own = examples.flatMap(({ texts }) => texts)
  if (objective === 'sft') {
    const { completion_mask: _, ...inputs } = policyBatch(own, padding)
    return { ...inputs, ...sftTargets(own, inputs.input_ids!, items) }
  }
  if (objective === 'kto') return ktoBatch(examples, settings)
  const pairs = examples.map((_, at): RowPair => [2 * at, 2 * at + 1])
  const inputs = { ...policyBatch(own, padding), ...pairTargets(pairs, share) }
  return objective === 'orpo' ? inputs : { ...inputs, reference: await referenceOf(own, settings) }
}

/** Each prompt stands a second time, beside the completion of the next, as TRL moves them on by one. */
async function ktoBatch(examples: readonly EncodedExample[], settings: BatchSettings): Promise<Batch> {
  const next = (at: number) => examples[(at + 1) % examples.length]!.answers[0]!
  const moved = examples.map(({ answers }, at) => ({ prompt: answers[0]!.prompt, completion: next(at).completion }))
  const mismatched = await Promise.all(moved.map(({ prompt, completion }) => settings.texts.encode(prompt, completion)))
  const all = [...examples.map(({ texts }) => texts[0]!), ...mismatched]
  const labels = examples.map(({ isDesirable }, row) => ({ row, isDesirable }))
  const rows = mismatched.map((_, at) => examples.length + at)
  return {
    ...policyBatch(all, settings.padding),
    ...labelTargets(labels, rows, settings.share),
    reference: await referenceOf(all, settings),
  }
}

async function referenceOf(texts: readonly PolicyText[], { reference }: BatchSettings): Promise<Tensor> {
  return tensorFrom('float32', [texts.length], await reference(texts))
}

/** Stops where there is nothing to learn from, or KTO has nothing to tell drift by. */
export function requireExamples(examples: readonly EncodedExample[], { objective }: PolicyTrainingConfig): void {
  if (examples.length === 0) throw new AppError('DATASET_EMPTY', { purpose: 'learn from' })
  if (objective === 'kto' && examples.length < 2)
    throw new AppError('INVALID_INPUT', { problem: 'kto compares completions with others, so it needs two or more' })
}
