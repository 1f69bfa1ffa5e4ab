import { type Logger, pino } from 'pino'

interface LoggedRequest {
  method: string
  url: string
}

/** Lines of JSON, or pretty ones on a terminal. What people wrote stays out: no bodies, and no query, which may hold a token. */
export function createLogger(level: string, isTerminal: boolean): Logger {
  return pino({
    level,
    serializers: {
      req: ({ method, url }: LoggedRequest) => ({ method, path: url.split('?')[0] }),
      err: pino.stdSerializers.err,
    },
    ...(isTerminal && { transport: { target: 'pino-pretty' } }),
  })
}
