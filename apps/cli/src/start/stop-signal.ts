import { parentGone } from './parent-gone.ts'

/** npm passes a signal on that the terminal has sent to us already; what comes this soon is the same key press. */
const samePressMs = 800

/**
 * Aborts when somebody wants everything to end: by a signal, by closing the terminal, or by ending npm, which does not
 * always pass a signal on (SIGKILL). `onSecond` is called when a second signal comes, from somebody who will not wait.
 */
export function stopSignal(env: NodeJS.ProcessEnv, onSecond: () => void): AbortSignal {
  const stopping = new AbortController()
  let firstAt = Number.POSITIVE_INFINITY
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (performance.now() - firstAt > samePressMs) onSecond()
      firstAt = Math.min(firstAt, performance.now())
      stopping.abort()
    })
  }
  // Without npm in between, the parent may well end before us on purpose (nohup, a service manager).
  if (env.npm_lifecycle_event) void parentGone().then(() => stopping.abort())
  return stopping.signal
}
