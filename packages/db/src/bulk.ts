import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Pool, PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { PrismaClient } from './generated/client.ts'

/** A transaction for millions of rows: plain SQL, and COPY. */
export interface BulkTransaction {
  query<Row>(sql: string, values?: unknown[]): Promise<Row[]>
  /** Adds rows to a table's columns, fast; `lines` are in PostgreSQL's text format (see copyLine). */
  copy(into: { table: string; columns: readonly string[] }, lines: string): Promise<void>
}

const pools = new WeakMap<PrismaClient, Pool>()

/** Remembers which pool a client works on. */
export function rememberPool(client: PrismaClient, pool: Pool): void {
  pools.set(client, pool)
}

/** Runs `work` in one transaction on a connection of its own of the client's pool; what it throws takes all of it back. */
export async function inBulkTransaction<T>(
  client: PrismaClient,
  work: (transaction: BulkTransaction) => Promise<T>,
): Promise<T> {
  const pool = pools.get(client)
  if (pool === undefined) throw new Error('The client was not made by connect().')
  const connection = await pool.connect()
  let failure: Error | undefined
  try {
    await connection.query('begin')
    const result = await work(transactionOn(connection))
    await connection.query('commit')
    return result
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    // A connection that failed in the middle of a COPY is of no more use; closing it takes the transaction back.
    connection.release(failure)
  }
}

function transactionOn(connection: PoolClient): BulkTransaction {
  return {
    query: async (sql, values = []) => (await connection.query(sql, values)).rows,
    async copy({ table, columns }, lines) {
      if (lines === '') return
      const names = columns.map((name) => `"${name}"`).join(', ')
      await pipeline(Readable.from([lines]), connection.query(copyFrom(`copy "${table}" (${names}) from stdin`)))
    },
  }
}

type CopyValue = string | number | Date | null | readonly string[]

/** A row in PostgreSQL's text format, with its newline; a list has elements that need no quoting, such as ids. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = copyText(values[0] ?? null)
  for (let at = 1; at < values.length; at += 1) line += `\t${copyText(values[at]!)}`
  return `${line}\n`
}

const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function copyText(value: CopyValue): string {
  if (value === null) return '\\N'
  if (typeof value === 'number') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'string') return `{${value.join(',')}}`
  return /[\\\n\r\t]/.test(value) ? value.replace(/[\\\n\r\t]/g, (character) => escapes[character]!) : value
}
