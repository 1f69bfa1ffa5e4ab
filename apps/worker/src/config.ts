import type { StorageSettings } from '@plackett/storage'

export interface WorkerConfig {
  databaseUrl: string
  /** Data folder: runs keep their checkpoints in it. */
  home: string
  logLevel: string
  storage: StorageSettings
}
