import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '@plackett/contracts'
import { holdLock, keepSecret, type Lock, LockTakenError } from '@plackett/db'

export interface Home {
  directory: string
  logs: string
  /** Signs sessions. */
  secret: string
  lock: Lock
}

/** Makes the data folder where it is missing, and holds it: a second start on it is refused, with a word on who has it. */
export async function openHome(directory: string, publicUrl: string): Promise<Home> {
  const logs = join(directory, 'logs')
  try {
    // Open to others for passing only: PostgreSQL may have to run as a user of its own.
    mkdirSync(directory, { recursive: true, mode: 0o711 })
    mkdirSync(logs, { recursive: true, mode: 0o700 })
    accessSync(directory, constants.W_OK)
    accessSync(logs, constants.W_OK)
    const lock = await hold(directory, publicUrl)
    return { directory, logs, lock, secret: keepSecret(join(directory, 'secret')) }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const problem = `the data folder cannot be used: ${(cause as Error).message}`
    throw new AppError('CONFIG_INVALID', { variable: 'PLACKETT_HOME', problem }, { cause })
  }
}

async function hold(directory: string, publicUrl: string): Promise<Lock> {
  try {
    return await holdLock(directory, 'start', { describe: () => `process ${process.pid}, at ${publicUrl}` })
  } catch (cause) {
    if (!(cause instanceof LockTakenError)) throw cause
    const problem = `${directory} is in use by a Plackett that runs already (${cause.holder})`
    throw new AppError('CONFIG_INVALID', { variable: 'PLACKETT_HOME', problem }, { cause })
  }
}
