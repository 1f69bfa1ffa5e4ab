import { AppError } from '@plackett/contracts'
import type { Accounts } from '@plackett/core'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import type { ApiConfig } from '../config.ts'
import { authOptions } from './auth-options.ts'

/**
 * Makes accounts through better-auth's own server-side API, inside the transaction that accepts the invitation: an instance
 * for one use, because the one that serves requests has sign-up disabled and its own connections.
 */
export function createAccounts(config: Pick<ApiConfig, 'publicUrl' | 'secret'>): Accounts {
  return {
    async createAccount(db, { name, email, password }) {
      if ((await db.user.count({ where: { email: email.toLowerCase() } })) > 0) throw new AppError('EMAIL_TAKEN')
      const auth = betterAuth(authOptions(config, db))
      try {
        const { user } = await auth.api.signUpEmail({ body: { name, email, password } })
        return { userId: user.id }
      } catch (error) {
        // Somebody took the address between the question above and now.
        if (error instanceof APIError && error.statusCode === 422)
          throw new AppError('EMAIL_TAKEN', {}, { cause: error })
        throw error
      }
    },
  }
}
