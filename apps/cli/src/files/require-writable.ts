import { access, constants, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { AppError } from '@plackett/contracts'
import { problemOf } from './open-file.ts'

/**
 * Makes sure that something can be put at `place`, so that a long run does not fail at its end: the folder that it goes
 * into, or the nearest one that is there, may be written to. Throws FILE_UNWRITABLE.
 */
export async function requireWritable(place: string): Promise<void> {
  const folder = await nearestFolder(dirname(resolve(place)))
  try {
    await access(folder, constants.W_OK)
    if (!(await stat(folder)).isDirectory()) throw new Error(`${folder} is a file, not a folder`)
  } catch (cause) {
    throw new AppError('FILE_UNWRITABLE', { file: place, problem: problemOf(cause) }, { cause })
  }
}

async function nearestFolder(path: string): Promise<string> {
  const parent = dirname(path)
  if (parent === path) return path
  const found = await stat(path).catch(() => null)
  return found === null ? nearestFolder(parent) : path
}
