import { randomUUID } from 'node:crypto'
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Storage } from '../storage.types.ts'
import { decodeManifest } from './manifest.ts'

/** Writes the files beside the directory's place and renames them into it at once. */
export async function fetchDirectory(storage: Pick<Storage, 'read'>, hash: string, directory: string): Promise<void> {
  const manifest = decodeManifest(hash, await storage.read(hash))
  if (await isThere(directory)) return
  const draft = `${directory}.${randomUUID()}.part`
  try {
    for (const { path, hash: fileHash } of manifest.files) {
      const file = join(draft, path)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, await storage.read(fileHash))
    }
    await rename(draft, directory)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // Another process may have fetched the same bundle meanwhile: it has the same content.
    if (!(await isThere(directory))) throw error
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
