export { openStorage, type StorageSettings } from './open-storage.ts'
export { settingsFromEnv } from './settings-from-env.ts'
export type { Storage } from './storage.types.ts'
