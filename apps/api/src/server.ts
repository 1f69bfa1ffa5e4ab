import { AppError } from '@plackett/contracts'
import { connect } from '@plackett/db'
import { openStorage } from '@plackett/storage'
import { buildApp } from './app.ts'
import type { ServerConfig } from './config.ts'
import { createLogger } from './create-logger.ts'
import { listen } from './listen.ts'
import { readConfig } from './read-config.ts'
import { setUp } from './set-up.ts'

await serve().catch((error: unknown) => {
  process.stderr.write(`${error instanceof AppError ? error.message : (error as Error).stack}\n`)
  process.exit(1)
})

async function serve(): Promise<void> {
  const config: ServerConfig = readConfig(process.env)
  const db = connect(config.databaseUrl)
  const storage = await openStorage(config.storage)
  const logger = createLogger(config.logLevel, process.stdout.isTTY)
  const app = await buildApp(config, { db, storage, logger })
  endWith(async () => {
    await app.close()
    await db.$disconnect()
  })
  const setupUrl = await setUp(config, { db, storage })
  await listen(app, config)
  if (process.send) process.send({ kind: 'listening', setupUrl })
  else if (setupUrl !== null) logger.info(`The owner's account is made at ${setupUrl}`)
}

/** Ends the process in order when it is asked to, or when its parent is gone: the channel closes however that died. */
function endWith(close: () => Promise<void>): void {
  let isEnding = false
  const end = async () => {
    if (isEnding) return
    isEnding = true
    await close()
    process.exit(0)
  }
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.on(event, end)
}
