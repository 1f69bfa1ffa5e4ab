import { exportDirectory } from '@plackett/models'
import { readArtefact } from './artefact/read-artefact.ts'
import { requireArtefactPlace, writeArtefact } from './artefact/write-artefact.ts'

/**
 * Writes a reward model to `outDir` as Hugging Face does, and returns what rewards are larger by there. Throws MODEL_FILE_INVALID,
 * or INVALID_INPUT where transformers has no such model or `outDir` holds something; `outDir` is then as it was.
 */
export async function exportRewardModel(model: string, outDir: string): Promise<{ offset: number }> {
  await requireArtefactPlace(outDir)
  const { files, offset } = await exportDirectory(model, await readArtefact(model))
  await writeArtefact(outDir, files)
  return { offset }
}
