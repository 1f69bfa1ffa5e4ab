import { Prisma } from '@plackett/db'

/** PostgreSQL's codes for what verbs answer to, by their names in its manual. */
const names: Record<string, string> = {
  '23505': 'unique_violation',
  '40001': 'serialization_failure',
  '40P01': 'deadlock_detected',
  '22021': 'character_not_in_repertoire',
  '22P05': 'untranslatable_character',
}

/** Prisma's own codes for the same. */
const prismaNames: Record<string, string> = { P2002: 'unique_violation', P2034: 'serialization_failure' }

/** What the driver calls a server that is away, or went away in the middle of a call. */
const goneKinds = ['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections']
/** PostgreSQL's classes for the same: a connection that broke, a server that stops or starts. */
const goneCodes = /^(08...|57P0[1-3])$/
/** What pg itself says of it, in errors that carry no code and that Prisma passes on as they are. */
const goneMessages = /^Connection terminated|^timeout exceeded when trying to connect/

/** PostgreSQL's name for what went wrong, whether a Prisma call or raw SQL met it; undefined for anything else. */
export function databaseErrorOf(error: unknown): string | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError))
    return isGone(error) ? 'connection_exception' : undefined
  const { kind, originalCode, code } = causeOf(error)
  const sqlState = originalCode ?? code ?? ''
  if (goneKinds.includes(kind ?? '') || goneCodes.test(sqlState)) return 'connection_exception'
  return prismaNames[error.code] ?? names[sqlState]
}

function isGone(error: unknown): boolean {
  return error instanceof Error && goneMessages.test(error.message)
}

interface DriverCause {
  kind?: string
  originalCode?: string
  code?: string
}

function causeOf({ meta }: Prisma.PrismaClientKnownRequestError): DriverCause {
  const adapterError = meta?.driverAdapterError as { cause?: DriverCause } | undefined
  return adapterError?.cause ?? {}
}
