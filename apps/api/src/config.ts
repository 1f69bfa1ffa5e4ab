import type { DialectName } from '@plackett/serving'
import type { StorageSettings } from '@plackett/storage'

/** What the app is told; `server.ts` reads it from the environment. */
export interface ApiConfig {
  /** Where people reach it, without a path. */
  publicUrl: string
  /** Signs sessions. */
  secret: string
  /** Data folder: caches and temporary files lie here. */
  home: string
  /** Where the screens are served inside; null serves none, for tests and for installations that route by themselves. */
  webUrl: string | null
  /** Proxies whose `X-Forwarded-*` headers are believed: addresses or networks. */
  trustedProxies: string[]
  /** The protocols in which rewards may be asked for; all of them unless given. */
  dialects?: readonly DialectName[]
}

/** What the process is told beside. */
export interface ServerConfig extends ApiConfig {
  databaseUrl: string
  host: string
  port: number
  owner: { email: string; password: string } | null
  apiKey: string | null
  logLevel: string
  storage: StorageSettings
}
