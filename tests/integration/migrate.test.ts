import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, createTestDatabase, migrate, type PrismaClient, type TestDatabase } from '@plackett/db'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'

const migrations = new URL('../../packages/db/dist/migrations/', import.meta.url)

describe('migrations', () => {
  let database: TestDatabase
  let db: PrismaClient
  let directory: string

  beforeEach(async () => {
    database = await createTestDatabase(inject('postgresUrl'))
    db = connect(database.url)
    directory = await mkdtemp(join(tmpdir(), 'plackett-migrations-'))
  })

  afterEach(async () => {
    await db.$disconnect()
    await database.drop()
    await rm(directory, { recursive: true })
  })

  /** Migrations after those of the product, in a folder of their own. */
  async function withExtra(name: string, sql: string): Promise<string> {
    await cp(migrations, directory, { recursive: true })
    await mkdir(join(directory, name))
    await writeFile(join(directory, name, 'migration.sql'), sql)
    return directory
  }

  test('a migrated database has nothing left to apply', async () => {
    expect(await migrate(database.url)).toEqual([])
  })

  test('a function body with semicolons is applied whole', async () => {
    const sql = `create function twice(x int) returns int language plpgsql as $$ begin x := x; return x * 2; end $$;
      create table note (body text default 'a; b');`
    expect(await migrate(database.url, await withExtra('29990101000000_function', sql))).toHaveLength(1)
    expect(await db.$queryRaw`select twice(21)`).toEqual([{ twice: 42 }])
  })

  test('a migration that fails leaves nothing behind and can be mended', async () => {
    const name = '29990101000000_broken'
    const broken = await withExtra(name, 'create table half (id int); select no_such_function();')
    await expect(migrate(database.url, broken)).rejects.toThrow(/no_such_function/)
    expect(await db.$queryRaw`select to_regclass('half')::text as found`).toEqual([{ found: null }])
    await writeFile(join(broken, name, 'migration.sql'), 'create table half (id int);')
    expect(await migrate(database.url, broken)).toEqual([name])
  })

  test('two that migrate at once apply each migration once', async () => {
    const extra = await withExtra('29990101000000_once', 'create table once (id int);')
    const applied = await Promise.all([
      migrate(database.url, extra),
      migrate(database.url, extra),
      migrate(database.url, extra),
    ])
    expect(applied.flat()).toEqual(['29990101000000_once'])
  })

  test('a database of a newer version is refused', async () => {
    await migrate(database.url, await withExtra('29990101000000_newer', 'select 1;'))
    await expect(migrate(database.url)).rejects.toThrow(/newer version \(migration 29990101000000_newer\)/)
  })
})
