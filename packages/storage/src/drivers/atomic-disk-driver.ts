import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FSDriver } from 'flydrive/drivers/fs'

/**
 * Files under a directory. A file is written beside its place, flushed and renamed, so that neither a kill nor a power
 * cut leaves half of one under its name; flydrive's own driver writes in place.
 */
export class AtomicDiskDriver extends FSDriver {
  readonly #root: string

  constructor(root: string) {
    super({ location: root, visibility: 'private' })
    this.#root = root
  }

  override async put(key: string, contents: string | Uint8Array): Promise<void> {
    const place = join(this.#root, key)
    const draft = `${place}.${randomUUID()}.part`
    await mkdir(dirname(place), { recursive: true })
    try {
      await writeFlushed(draft, contents)
      await rename(draft, place)
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
  }
}

async function writeFlushed(file: string, contents: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'wx')
  try {
    await handle.writeFile(contents)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
