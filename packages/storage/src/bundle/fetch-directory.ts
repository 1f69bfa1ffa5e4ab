import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { hashOf } from '../hash-of.ts'
import type { Storage } from '../storage.types.ts'
import { decodeManifest, type Manifest } from './manifest.ts'

/** Writes the files beside the directory's place and renames them into it at once. One that is there is checked first. */
export async function fetchDirectory(storage: Pick<Storage, 'read'>, hash: string, directory: string): Promise<void> {
  const manifest = decodeManifest(hash, await storage.read(hash))
  if (await isIntact(directory, manifest)) return
  const draft = `${directory}.${randomUUID()}.part`
  try {
    for (const { path, hash: fileHash } of manifest.files) {
      const file = join(draft, path)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, await storage.read(fileHash))
    }
    await rm(directory, { recursive: true, force: true })
    await rename(draft, directory)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // Another process may have fetched the same bundle meanwhile.
    if (!(await isIntact(directory, manifest))) throw error
  }
}

/** Whether each file of the bundle is there with the content that the manifest names. */
async function isIntact(directory: string, { files }: Manifest): Promise<boolean> {
  for (const { path, hash } of files) {
    const bytes = await readFile(join(directory, path)).catch(() => null)
    if (bytes === null || hashOf(bytes) !== hash) return false
  }
  return true
}
