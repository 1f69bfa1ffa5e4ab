import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { Storage } from '../storage.types.ts'
import { encodeManifest, type Manifest } from './manifest.ts'

/** Stores each file, then the manifest that names them: a bundle that can be found is complete. */
export async function putDirectory(storage: Pick<Storage, 'put'>, directory: string): Promise<string> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files: Manifest['files'] = []
  for (const entry of entries.filter((entry) => entry.isFile())) {
    const file = join(entry.parentPath, entry.name)
    const path = relative(directory, file).split(sep).join('/')
    files.push({ path, hash: await storage.put(await readFile(file)) })
  }
  return storage.put(encodeManifest(files))
}
