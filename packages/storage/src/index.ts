export { openStorage, type StorageSettings } from './open-storage.ts'
export type { Storage } from './storage.types.ts'
