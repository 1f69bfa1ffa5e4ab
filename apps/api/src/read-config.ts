import { resolve } from 'node:path'
import { AppError, acceptInvitationInput } from '@plackett/contracts'
import { dialectNames } from '@plackett/serving'
import { settingsFromEnv } from '@plackett/storage'
import { z } from 'zod'
import type { ServerConfig } from './config.ts'

const variables = z.object({
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: 'must look like postgresql://user:password@host:5432/name',
  }),
  PLACKETT_HOME: z.string().default('.plackett'),
  PLACKETT_HOST: z.string().default('127.0.0.1'),
  PLACKETT_PORT: z.coerce.number('must be a whole number').int().min(1).max(65_535).default(4400),
  PLACKETT_PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must look like https://plackett.example.org' }).optional(),
  PLACKETT_WEB_URL: z.url({ protocol: /^https?$/, error: 'must look like http://127.0.0.1:3000' }).optional(),
  PLACKETT_SECRET: z.string('must be set').min(32, 'must have at least 32 characters'),
  PLACKETT_OWNER_EMAIL: z.email('must be an e-mail address').optional(),
  PLACKETT_OWNER_PASSWORD: acceptInvitationInput.shape.password.optional(),
  PLACKETT_API_KEY: z.string().min(20, 'must have at least 20 characters').optional(),
  PLACKETT_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  PLACKETT_TRUSTED_PROXIES: z.string().default(''),
  PLACKETT_DIALECTS: z
    .string()
    .default(dialectNames.join(','))
    .transform(listed)
    .pipe(z.array(z.enum(dialectNames, `must be some of ${dialectNames.join(', ')}, separated by commas`))),
})

/** The environment as configuration; an empty variable counts as unset. Throws CONFIG_INVALID for the first that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): ServerConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const { data, error } = variables.safeParse(given)
  if (error) {
    const { path, message } = error.issues[0]!
    throw new AppError('CONFIG_INVALID', { variable: String(path[0]), problem: message })
  }
  const home = resolve(data.PLACKETT_HOME)
  const { PLACKETT_HOST: host, PLACKETT_PORT: port } = data
  return {
    databaseUrl: data.DATABASE_URL,
    host,
    port,
    publicUrl: (data.PLACKETT_PUBLIC_URL ?? `http://${host}:${port}`).replace(/\/$/, ''),
    secret: data.PLACKETT_SECRET,
    home,
    webUrl: data.PLACKETT_WEB_URL ?? null,
    trustedProxies: listed(data.PLACKETT_TRUSTED_PROXIES),
    dialects: data.PLACKETT_DIALECTS,
    owner: ownerOf(data),
    apiKey: data.PLACKETT_API_KEY ?? null,
    logLevel: data.PLACKETT_LOG_LEVEL,
    storage: settingsFromEnv(given, home),
  }
}

/** The words between commas. */
function listed(text: string): string[] {
  return text.split(',').flatMap((word) => word.trim() || [])
}

function ownerOf({
  PLACKETT_OWNER_EMAIL: email,
  PLACKETT_OWNER_PASSWORD: password,
}: z.infer<typeof variables>): ServerConfig['owner'] {
  if (email !== undefined && password !== undefined) return { email, password }
  if (email === password) return null
  const variable = email === undefined ? 'PLACKETT_OWNER_EMAIL' : 'PLACKETT_OWNER_PASSWORD'
  throw new AppError('CONFIG_INVALID', { variable, problem: 'must be set too: an owner needs both' })
}
