import { AppError } from '@plackett/contracts'
import type { Disk } from 'flydrive'
import { fetchDirectory } from './bundle/fetch-directory.ts'
import { putDirectory } from './bundle/put-directory.ts'
import { hashOf } from './hash-of.ts'
import type { Storage } from './storage.types.ts'

/** A storage over any of flydrive's disks, whose `put` must be atomic. */
export function createStorage(disk: Disk): Storage {
  const storage: Storage = {
    async put(bytes) {
      const hash = hashOf(bytes)
      if (!(await holds(disk, hash, bytes.length))) await disk.put(keyOf(hash), bytes)
      return hash
    },

    async read(hash) {
      const key = keyOf(hash)
      if (!(await disk.exists(key))) throw new AppError('ARTEFACT_NOT_FOUND', { key: hash })
      const bytes = await disk.getBytes(key)
      if (hashOf(bytes) !== hash) throw new AppError('ARTEFACT_CORRUPT', { key: hash })
      return bytes
    },

    putDirectory: (directory) => putDirectory(storage, directory),
    fetchDirectory: (hash, directory) => fetchDirectory(storage, hash, directory),
  }
  return storage
}

/** Whether an artefact of this size is there; one that a failing disk cut short is written again. */
async function holds(disk: Disk, hash: string, size: number): Promise<boolean> {
  const key = keyOf(hash)
  return (await disk.exists(key)) && (await disk.getMetaData(key)).contentLength === size
}

/** Two digits a folder: no folder of a million files. */
function keyOf(hash: string): string {
  return `sha256/${hash.slice(0, 2)}/${hash}`
}
