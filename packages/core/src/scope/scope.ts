import type { Prisma } from '@plackett/db'
import type { Storage } from '@plackett/storage'
import type { Accounts } from './accounts.ts'
import type { Actor } from './actor.ts'
import type { Scorers } from './scorers.ts'

/** A client of the database, or a transaction on it. */
export type Database = Prisma.TransactionClient

/** What verbs of the machine itself (jobs, the first start) act in. */
export interface SystemScope {
  db: Database
  storage: Storage
  now(): Date
  /** A new id, later ones sorting after earlier ones (UUID version 7). */
  newId(): string
}

/** What a verb acts in: the world as one request sees it, and who asks. */
export interface Scope extends SystemScope {
  actor: Actor
  /** A new secret of 256 random bits, safe in a URL. */
  newSecret(): string
  /** Uniform in [0, 1). */
  random(): number
  accounts: Accounts
  scorers: Scorers
  /** For files that a verb needs while it works. */
  temporaryDirectory: string
  /** The public address, without a slash at its end. */
  baseUrl: string
}
