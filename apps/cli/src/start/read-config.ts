import { resolve } from 'node:path'
import { AppError, acceptInvitationInput } from '@plackett/contracts'
import { z } from 'zod'

/** What `start` reads from the environment. The children read the rest of it for themselves. */
export interface StartConfig {
  home: string
  host: string
  port: number
  /** Where people reach it, without a path. */
  publicUrl: string
  /** A PostgreSQL that runs elsewhere; null means the embedded one. */
  databaseUrl: string | null
  logLevel: (typeof logLevels)[number]
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const port = 'must be a whole number from 1 to 65535'
const variables = z.object({
  PLACKETT_HOME: z.string().optional(),
  PLACKETT_HOST: z.union([z.ipv4(), z.ipv6(), z.hostname()], 'must be an address or a host name').default('127.0.0.1'),
  PLACKETT_PORT: z.coerce.number(port).int(port).min(1, port).max(65_535, port).default(4400),
  PLACKETT_PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'must look like https://plackett.example.org, without a path')
    .optional(),
  DATABASE_URL: z.string().refine(isPostgresUrl, 'must look like postgresql://user:password@host:5432/name').optional(),
  PLACKETT_OWNER_EMAIL: z.email('must be an e-mail address').optional(),
  PLACKETT_OWNER_PASSWORD: z
    .string()
    .refine((value) => acceptInvitationInput.shape.password.safeParse(value).success, 'must have 10 to 200 characters')
    .optional(),
  PLACKETT_API_KEY: z.string().min(20, 'must have at least 20 characters').optional(),
  PLACKETT_LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
})

/** An empty variable counts as unset. Throws an AggregateError with one CONFIG_INVALID for each variable that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv, defaultHome: string): StartConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = variables.safeParse(given)
  const problems = (parsed.error?.issues ?? []).map(({ path, message }) => invalid(String(path[0]), message))
  problems.push(...ownerProblems(given))
  if (!parsed.success || problems.length > 0) throw new AggregateError(problems)
  const { PLACKETT_HOST: host, PLACKETT_PORT: port, ...rest } = parsed.data
  return {
    home: resolve(rest.PLACKETT_HOME ?? defaultHome),
    host,
    port,
    publicUrl: rest.PLACKETT_PUBLIC_URL?.replace(/\/$/, '') ?? localUrl(host, port),
    databaseUrl: rest.DATABASE_URL ?? null,
    logLevel: rest.PLACKETT_LOG_LEVEL,
  }
}

function ownerProblems({
  PLACKETT_OWNER_EMAIL: email,
  PLACKETT_OWNER_PASSWORD: password,
}: NodeJS.ProcessEnv): AppError[] {
  if ((email === undefined) === (password === undefined)) return []
  const missing = email === undefined ? 'PLACKETT_OWNER_EMAIL' : 'PLACKETT_OWNER_PASSWORD'
  return [invalid(missing, 'must be set too: the owner needs both an e-mail address and a password')]
}

function invalid(variable: string, problem: string): AppError {
  return new AppError('CONFIG_INVALID', { variable, problem })
}

/** An address that means "any" is none that a browser could open. */
function localUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

function isOrigin(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : null
  return url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash
}

function isPostgresUrl(value: string): boolean {
  return URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol)
}
