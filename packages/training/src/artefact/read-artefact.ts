import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@plackett/contracts'
import { artefactFiles, type ModelFiles, modelFileNames } from '@plackett/models'

/** The files of a reward model in a folder; MODEL_FILE_INVALID names what is missing. */
export async function readArtefact(directory: string): Promise<ModelFiles> {
  const read = async (name: string) => {
    try {
      return new Uint8Array(await readFile(join(directory, name)))
    } catch (cause) {
      const problem = `${name}: ${(cause as NodeJS.ErrnoException).message}`
      throw new AppError('MODEL_FILE_INVALID', { place: directory, problem }, { cause })
    }
  }
  const names = modelFileNames(directory, await read(artefactFiles.config))
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await read(name)] as const)))
}
