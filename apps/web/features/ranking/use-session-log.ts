import type { SessionEvent } from '@plackett/contracts'
import { useEffect, useRef } from 'react'
import { noteEvent, startLog } from './session-log.ts'

type What = Parameters<typeof noteEvent>[2]

/** Keeps what happens while the task is on the screen; the page being left and come back to among it. */
export function useSessionLog(): { note: (what: What) => void; read: () => SessionEvent[] } {
  const log = useRef(startLog(0))
  useEffect(() => {
    log.current = startLog(performance.now())
    const turn = () => {
      log.current = noteEvent(log.current, performance.now(), document.hidden ? 'left' : 'back')
    }
    document.addEventListener('visibilitychange', turn)
    return () => document.removeEventListener('visibilitychange', turn)
  }, [])
  return {
    note: (what) => {
      log.current = noteEvent(log.current, performance.now(), what)
    },
    read: () => [...log.current.events],
  }
}
