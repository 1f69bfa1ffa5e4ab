import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { AppError } from '@plackett/contracts'
import { systemPorts } from '@plackett/core'
import { connect } from '@plackett/db'
import { openStorage } from '@plackett/storage'
import { pino } from 'pino'
import { readConfig } from './read-config.ts'
import { startWorker } from './worker.ts'

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof AppError ? error.message : (error as Error).stack}\n`)
  process.exit(1)
})

async function main(): Promise<void> {
  const { databaseUrl, home, logLevel, storage } = readConfig(process.env)
  const logger = pino({ level: logLevel, ...(process.stdout.isTTY && { transport: { target: 'pino-pretty' } }) })
  const db = connect(databaseUrl)
  const scope = { ...systemPorts, db, storage: await openStorage(storage) }
  const workerId = `${hostname()}-${process.pid}-${randomUUID()}`
  const worker = await startWorker(scope, { databaseUrl, home, workerId, codeVersion: await codeVersion(), logger })
  endWith(async () => {
    await worker.stop()
    await db.$disconnect()
  })
  process.send?.({ kind: 'listening' })
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

async function codeVersion(): Promise<string> {
  const text = await readFile(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
