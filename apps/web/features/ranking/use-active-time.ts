import { useEffect, useRef } from 'react'
import { noteSign, resumeAt, startActiveTime } from './active-time.ts'

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'scroll'] as const

/** Counts the person's time on what is on the screen; the function returned reads it, in milliseconds. */
export function useActiveTime(initialMs: number): () => number {
  const time = useRef(startActiveTime(0, initialMs))
  useEffect(() => {
    time.current = resumeAt(time.current, performance.now())
    const note = () => {
      time.current = noteSign(time.current, performance.now())
    }
    const turn = () => {
      if (document.hidden) note()
      else time.current = resumeAt(time.current, performance.now())
    }
    for (const sign of signs) window.addEventListener(sign, note, { capture: true, passive: true })
    document.addEventListener('visibilitychange', turn)
    return () => {
      for (const sign of signs) window.removeEventListener(sign, note, { capture: true })
      document.removeEventListener('visibilitychange', turn)
    }
  }, [])
  return () => {
    time.current = noteSign(time.current, performance.now())
    return Math.round(time.current.activeMs)
  }
}
