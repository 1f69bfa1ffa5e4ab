import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client.ts'

export interface ConnectOptions {
  /** Most connections held at once; 10 unless told. */
  maxConnections?: number
}

/** A client of the database at `url`. It connects with the first query; call `$disconnect` when done. */
export function connect(url: string, { maxConnections = 10 }: ConnectOptions = {}): PrismaClient {
  const adapter = new PrismaPg({
    connectionString: url,
    max: maxConnections,
    // Without these, a server that is gone is noticed only when the operating system gives up, after minutes.
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  return new PrismaClient({ adapter })
}
