import type { Prisma, PrismaClient } from '@plackett/db'
import { databaseErrorOf } from './database-error.ts'
import type { Database, SystemScope } from './scope.ts'

export interface TransactionSettings {
  isolationLevel?: Prisma.TransactionIsolationLevel
  /** Longest duration in milliseconds; 15 s unless told. */
  timeout?: number
}

/** How often a transaction that lost a race (deadlock, serialization) is tried. */
const attempts = 5

/** Runs `work` in one transaction; inside of another it joins that one. What `work` does outside the database must bear repetition. */
export async function inTransaction<S extends SystemScope, T>(
  scope: S,
  work: (scope: S) => Promise<T>,
  settings: TransactionSettings = {},
): Promise<T> {
  if (!isClient(scope.db)) return work(scope)
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await scope.db.$transaction((db) => work({ ...scope, db }), {
        maxWait: 20_000,
        timeout: 15_000,
        ...settings,
      })
    } catch (error) {
      if (attempt === attempts || !isLostRace(error)) throw error
    }
  }
}

function isClient(db: Database): db is PrismaClient {
  return '$disconnect' in db
}

function isLostRace(error: unknown): boolean {
  return ['serialization_failure', 'deadlock_detected'].includes(databaseErrorOf(error) ?? '')
}
