// @ts-check
// `npm run migration -- NAME`: writes prisma/migrations/<stamp>_NAME/migration.sql, which leads from the migrations that are
// there to prisma/schema.prisma. Read it, add to it by hand what the schema cannot say, and commit it with the schema.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setUp } from './setup.mjs'

const name = process.argv[2] ?? ''
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Usage: npm run migration -- NAME, of lower-case letters, digits and underscores.')
  process.exit(2)
}

await setUp({ target: '@plackett/db' })
const { draftMigration, startPostgres } = await import('../packages/db/dist/index.js')
const directory = mkdtempSync(join(tmpdir(), 'plackett-migration-'))
const postgres = await startPostgres({ directory, settings: { fsync: 'off' } })
try {
  const prismaDirectory = fileURLToPath(new URL('../prisma', import.meta.url))
  const file = await draftMigration({ url: postgres.url, prismaDirectory, name, now: new Date() })
  console.log(file ?? 'The migrations lead to the schema already.')
} finally {
  await postgres.stop()
  rmSync(directory, { recursive: true })
}
