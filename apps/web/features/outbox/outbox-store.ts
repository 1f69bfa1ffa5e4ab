import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { OutboxEntry } from './outbox-entry.ts'

/** Where unsent answers stay. */
export interface OutboxStore {
  all(): Promise<OutboxEntry[]>
  put(entry: OutboxEntry): Promise<void>
  delete(key: string): Promise<void>
}

interface Schema extends DBSchema {
  outbox: { key: string; value: OutboxEntry }
}

/** Of one person, in IndexedDB, so that answers outlive the tab; rejects where the browser allows no storage (some private windows). */
export async function openOutboxStore(userId: string): Promise<OutboxStore> {
  const database: IDBPDatabase<Schema> = await openDB<Schema>('plackett', 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('outbox', { keyPath: 'key' })
    },
  })
  return {
    all: async () => (await database.getAll('outbox')).filter((entry) => entry.userId === userId),
    put: async (entry) => {
      await database.put('outbox', entry)
    },
    delete: (key) => database.delete('outbox', key),
  }
}

/** For as long as the tab lives only. */
export function createMemoryStore(): OutboxStore {
  const entries = new Map<string, OutboxEntry>()
  return {
    all: async () => [...entries.values()],
    put: async (entry) => {
      entries.set(entry.key, entry)
    },
    delete: async (key) => {
      entries.delete(key)
    },
  }
}
