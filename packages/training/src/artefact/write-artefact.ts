import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { AppError } from '@plackett/contracts'
import { artefactFiles, artefactFormat } from '@plackett/models'

/** Refuses a place that holds anything but a model of ours: nothing of anybody's is ever deleted. */
export async function requireArtefactPlace(directory: string): Promise<void> {
  const names = await listed(directory)
  if (names === null || names.length === 0) return
  const config = await readFile(join(directory, artefactFiles.config), 'utf8').catch(() => '')
  const known: readonly string[] = Object.values(artefactFiles)
  if (config.includes(`"${artefactFormat}"`) && names.every((name) => known.includes(name))) return
  throw new AppError('INVALID_INPUT', {
    problem: `${directory} is not empty, and what is in it is not a reward model.`,
  })
}

/** Writes the files beside the place and renames them into it, so that it never holds half a model or a mixed one. */
export async function writeArtefact(directory: string, files: Record<string, Uint8Array>): Promise<void> {
  const place = resolve(directory)
  await mkdir(dirname(place), { recursive: true })
  const draft = join(dirname(place), `.${basename(place)}.${randomUUID()}.part`)
  try {
    await mkdir(draft)
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(draft, name), bytes)
    await replace(place, draft)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** A directory cannot be renamed over one with files in it: the old one steps aside first. */
async function replace(place: string, draft: string): Promise<void> {
  await requireArtefactPlace(place)
  if ((await listed(place)) === null) return rename(draft, place)
  const old = `${draft}.old`
  await rename(place, old)
  await rename(draft, place)
  await rm(old, { recursive: true, force: true })
}

async function listed(directory: string): Promise<string[] | null> {
  try {
    return await readdir(directory)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new AppError('FILE_UNREADABLE', { file: directory, problem: (error as Error).message }, { cause: error })
  }
}
