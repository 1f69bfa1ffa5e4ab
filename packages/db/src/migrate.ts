import type { MigrationList } from '@prisma/schema-engine-wasm'
import pg from 'pg'
import { builtMigrations, readMigrationList } from './migration-list.ts'
import { openSchemaEngine } from './schema-engine.ts'

/** Any number that nothing else in this database locks; not the one of Prisma's own command line, which the engine takes. */
const lockKey = 4_400_001

export const noFilters = { externalTables: [], externalEnums: [] }

/**
 * Applies the migrations that the database at `url` does not have yet, and returns their names. Each is one transaction
 * together with its row in `_prisma_migrations`, so a process killed halfway leaves nothing behind; two that migrate at once
 * wait for each other.
 */
export async function migrate(url: string, directory = builtMigrations): Promise<string[]> {
  const list = await readMigrationList(directory)
  // One connection, so that `begin` and what the engine sends are the same session.
  const pool = new pg.Pool({ connectionString: url, max: 1, idleTimeoutMillis: 0, connectionTimeoutMillis: 10_000 })
  try {
    await pool.query('select pg_advisory_lock($1)', [lockKey])
    return await applyEach(pool, list)
  } finally {
    // Ending the session gives the lock back.
    await pool.end()
  }
}

async function applyEach(pool: pg.Pool, list: MigrationList): Promise<string[]> {
  const done = await appliedMigrations(pool)
  const unknown = done.find((name) => !list.migrationDirectories.some(({ path }) => path === name))
  if (unknown) throw new Error(`The database was written by a newer version (migration ${unknown}). Use that version.`)
  const applied: string[] = []
  for (const [index, { path }] of list.migrationDirectories.entries()) {
    if (done.includes(path)) continue
    await pool.query('begin')
    try {
      const engine = await openSchemaEngine(pool)
      const migrationsList = { ...list, migrationDirectories: list.migrationDirectories.slice(0, index + 1) }
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: noFilters })
      await pool.query('commit')
      applied.push(...appliedMigrationNames)
    } catch (error) {
      await pool.query('rollback')
      throw error
    }
  }
  return applied
}

async function appliedMigrations(pool: pg.Pool): Promise<string[]> {
  const { rows: found } = await pool.query(`select to_regclass('_prisma_migrations') is not null as exists`)
  if (!found[0].exists) return []
  const { rows } = await pool.query(
    'select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  )
  return rows.map((row) => row.migration_name)
}
