import { exportRewardModel } from '@plackett/training'
import type { Terminal } from '../terminal.ts'

export interface ExportOptions {
  model: string
  out: string
}

/** Writes a reward model as Hugging Face does, and says how rewards differ there. */
export async function exportModel({ model, out }: ExportOptions, { stdout }: Terminal): Promise<void> {
  const { offset } = await exportRewardModel(model, out)
  const differs = offset === 0 ? 'with the same rewards' : `with rewards that are larger by ${offset}`
  stdout.write(`${out}: for AutoModelForSequenceClassification, ${differs}\n`)
}
