import type { Database } from '@plackett/core'
import type { BetterAuthOptions } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import type { ApiConfig } from '../config.ts'

/** Where the address of the client is told to better-auth; set by us on every request, whatever came in under the name. */
export const clientAddressHeader = 'x-plackett-client-address'

/** How better-auth keeps people and sessions: in our tables, through the client or transaction that is given. */
export function authOptions(config: Pick<ApiConfig, 'publicUrl' | 'secret'>, db: Database) {
  return {
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret: config.secret,
    database: prismaAdapter(db, { provider: 'postgresql' }),
    telemetry: { enabled: false },
    logger: { level: 'error' },
    // A database that is away is then told as such, and not as a failure of ours.
    onAPIError: { throw: true },
    // The origin was checked before; see plugins/origin-check.ts.
    trustedOrigins: (request) => [request?.headers.get('origin') ?? config.publicUrl],
    emailAndPassword: { enabled: true, autoSignIn: false, minPasswordLength: 10, maxPasswordLength: 200 },
    user: {
      additionalFields: {
        isOwner: { type: 'boolean', required: false, input: false },
        isSample: { type: 'boolean', required: false, input: false },
      },
    },
    rateLimit: {
      enabled: true,
      storage: 'memory',
      window: 60,
      max: 120,
      // Per address: 20 guesses a minute against passwords of ten characters and more lead nowhere.
      customRules: { '/sign-in/email': { window: 60, max: 20 } },
    },
    advanced: {
      cookiePrefix: 'plackett',
      useSecureCookies: config.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
  } as const satisfies BetterAuthOptions
}
