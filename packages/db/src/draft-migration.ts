import { randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { administer, withDatabase } from './administer.ts'
import { noFilters } from './migrate.ts'
import { readMigrationList } from './migration-list.ts'
import { openSchemaEngine } from './schema-engine.ts'

export interface DraftMigration {
  /** A server on which an empty database may be made, and is dropped again: what the migrations lead to is read from it. */
  url: string
  /** The folder with schema.prisma and migrations/. */
  prismaDirectory: string
  name: string
  now: Date
}

/** Writes the SQL that leads from the migrations to the schema; returns the file, or null where there is no difference. */
export async function draftMigration({ url, prismaDirectory, name, now }: DraftMigration): Promise<string | null> {
  const migrations = join(prismaDirectory, 'migrations')
  await mkdir(migrations, { recursive: true })
  const sql = await difference(url, migrations, join(prismaDirectory, 'schema.prisma'))
  if (sql === null) return null
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 14)
  const directory = join(migrations, `${stamp}_${name}`)
  await mkdir(directory)
  const file = join(directory, 'migration.sql')
  await writeFile(file, sql)
  return file
}

async function difference(url: string, migrations: string, schema: string): Promise<string | null> {
  const shadow = `shadow_${randomUUID().replaceAll('-', '')}`
  const file = { path: schema, content: await readFile(schema, 'utf8') }
  await administer(url, (client) => client.query(`create database ${shadow}`))
  const pool = new pg.Pool({ connectionString: withDatabase(url, shadow) })
  try {
    const engine = await openSchemaEngine(pool, [[file.path, file.content]])
    const { stdout, exitCode } = await engine.diff({
      from: { tag: 'migrations', ...(await readMigrationList(migrations)) },
      to: { tag: 'schemaDatamodel', files: [file] },
      script: true,
      exitCode: true,
      filters: noFilters,
    })
    return exitCode === differs ? stdout : null
  } finally {
    await pool.end()
    await administer(url, (client) => client.query(`drop database ${shadow} with (force)`))
  }
}

/** The engine's exit code for "there is a difference". */
const differs = 2
