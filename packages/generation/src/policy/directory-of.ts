import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@plackett/contracts'
import type { ModelDirectory } from '@plackett/models'

/** A folder on disk. */
export function directoryOf(place: string): ModelDirectory {
  return {
    place,
    read: (name) =>
      readFile(join(place, name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
        throw new AppError('MODEL_FILE_INVALID', { place, problem: `${name}: ${error.code}` }, { cause: error })
      }),
  }
}
