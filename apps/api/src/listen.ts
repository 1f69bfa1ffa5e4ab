import { AppError } from '@plackett/contracts'
import type { FastifyInstance } from 'fastify'

/** Takes the public address. Throws PORT_TAKEN where something else has it. */
export async function listen(app: FastifyInstance, { host, port }: { host: string; port: number }): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new AppError('PORT_TAKEN', { host, port }, { cause: error })
  }
}
