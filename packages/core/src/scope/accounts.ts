import type { Database } from './scope.ts'

export interface NewAccount {
  name: string
  email: string
  password: string
}

/** How accounts are made; the API has this from its log-in library. */
export interface Accounts {
  /** Makes a person with a password, inside the transaction of `db`. Throws EMAIL_TAKEN. */
  createAccount(db: Database, account: NewAccount): Promise<{ userId: string }>
}
