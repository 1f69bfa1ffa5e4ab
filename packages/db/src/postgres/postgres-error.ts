/** The embedded PostgreSQL could not do what was asked, in words for the person who started it. */
export class PostgresError extends Error {
  override readonly name = 'PostgresError'
}
