import { AppError } from '@plackett/contracts'

/** Listens, and says in words why that is not possible. Throws INVALID_INPUT. */
export async function listening(listen: () => Promise<string>, port: number, host: string): Promise<string> {
  try {
    return await listen()
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    const problem = code === 'EADDRINUSE' ? `port ${port} on ${host} is taken; name another with --port` : message
    throw new AppError('INVALID_INPUT', { problem }, { cause })
  }
}

/** Whether only programs of this machine reach an address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}
