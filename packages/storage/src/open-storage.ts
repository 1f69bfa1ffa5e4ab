import { Disk } from 'flydrive'
import { createStorage } from './create-storage.ts'
import { AtomicDiskDriver } from './drivers/atomic-disk-driver.ts'
import type { Storage } from './storage.types.ts'

export type StorageSettings =
  | { kind: 'disk'; directory: string }
  | {
      kind: 's3'
      bucket: string
      region: string
      /** Of a server that speaks S3; AWS itself where absent. */
      endpoint?: string
      /** Where absent, the SDK looks for credentials as it always does. */
      credentials?: { accessKeyId: string; secretAccessKey: string }
    }

/** The storage that the settings name. Nothing is read or written yet. */
export async function openStorage(settings: StorageSettings): Promise<Storage> {
  if (settings.kind === 'disk') return createStorage(new Disk(new AtomicDiskDriver(settings.directory)))
  return createStorage(await s3Disk(settings))
}

/** The S3 client is loaded only where it is used: it takes longer to load than everything else at start. */
async function s3Disk({ bucket, region, endpoint, credentials }: Extract<StorageSettings, { kind: 's3' }>) {
  const { S3Driver } = await import('flydrive/drivers/s3')
  return new Disk(
    new S3Driver({
      bucket,
      region,
      visibility: 'private',
      supportsACL: false,
      ...(endpoint && { endpoint, forcePathStyle: true }),
      ...(credentials && { credentials }),
    }),
  )
}
