import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { rememberPool } from './bulk.ts'
import { PrismaClient } from './generated/client.ts'

export interface ConnectOptions {
  /** Most connections held at once; 10 unless told. */
  maxConnections?: number
}

/** A client of the database at `url`. It connects with the first query; call `$disconnect` when done. */
export function connect(url: string, { maxConnections = 10 }: ConnectOptions = {}): PrismaClient {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    // Without these, a server that is gone is noticed only when the operating system gives up, after minutes.
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  // An idle connection that the server ends is no error of anybody; without a listener it would end the process.
  pool.on('error', () => undefined)
  // Each of the first calls listens until there is a connection; thirty at once are no leak.
  pool.setMaxListeners(0)
  const client = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) })
  rememberPool(client, pool)
  return client
}
