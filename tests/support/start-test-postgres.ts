import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '@plackett/db'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run; `createTestDatabase` of @plackett/db makes a database of one's own on it. */
    postgresUrl: string
  }
}

/** One PostgreSQL for a whole run of integration tests, thrown away afterwards, so that it need not survive a power cut. */
export default async function startTestPostgres(project: TestProject) {
  const directory = await mkdtemp(join(tmpdir(), 'plackett-tests-'))
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }
  const postgres = await startPostgres({ directory, settings })
  project.provide('postgresUrl', postgres.url)
  return async () => {
    await postgres.stop()
    await rm(directory, { recursive: true })
  }
}
