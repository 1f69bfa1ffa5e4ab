import { Prisma } from '@plackett/db'
import type { Database } from '../scope/scope.ts'

/** The rows of a query in its order, so many in memory at a time. Call it in a transaction, one name at a time. */
export async function* rowsByCursor<Row>(
  db: Database,
  { name, query, size }: { name: string; query: Prisma.Sql; size: number },
): AsyncGenerator<Row> {
  const cursor = Prisma.raw(`"${name}"`)
  await db.$executeRaw`declare ${cursor} no scroll cursor for ${query}`
  try {
    for (;;) {
      const rows = await db.$queryRaw<Row[]>`fetch ${Prisma.raw(String(size))} from ${cursor}`
      yield* rows
      if (rows.length < size) return
    }
  } finally {
    await db.$executeRaw`close ${cursor}`
  }
}
