import { resolve } from 'node:path'
import { AppError } from '@plackett/contracts'
import { settingsFromEnv } from '@plackett/storage'
import { z } from 'zod'
import type { WorkerConfig } from './config.ts'

const variables = z.object({
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: 'must look like postgresql://user:password@host:5432/name',
  }),
  PLACKETT_HOME: z.string().default('.plackett'),
  PLACKETT_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
})

/** The environment as configuration; an empty variable counts as unset. Throws CONFIG_INVALID for the first that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const { data, error } = variables.safeParse(given)
  if (error) {
    const { path, message } = error.issues[0]!
    throw new AppError('CONFIG_INVALID', { variable: String(path[0]), problem: message })
  }
  const home = resolve(data.PLACKETT_HOME)
  return {
    databaseUrl: data.DATABASE_URL,
    home,
    logLevel: data.PLACKETT_LOG_LEVEL,
    storage: settingsFromEnv(given, home),
  }
}
