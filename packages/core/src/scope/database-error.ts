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

/** PostgreSQL's name for what went wrong, whether a Prisma call or raw SQL met it; undefined for anything else. */
export function databaseErrorOf(error: unknown): string | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined
  return prismaNames[error.code] ?? names[postgresCodeOf(error) ?? '']
}

function postgresCodeOf({ meta }: Prisma.PrismaClientKnownRequestError): string | undefined {
  const adapterError = meta?.driverAdapterError as { cause?: { originalCode?: string } } | undefined
  return adapterError?.cause?.originalCode
}
