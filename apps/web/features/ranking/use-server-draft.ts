import { useEffect } from 'react'
import { api } from '../../trpc/api.ts'
import { loadDraft, watchDraft } from './draft-store.ts'

const pauseMs = 2_000

/** Sends what was placed to the server when the person pauses, so that another browser or device goes on from there. */
export function useServerDraft(assignmentId: string, isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const send = () => {
      const draft = loadDraft(assignmentId)
      if (draft === null) return
      const { tiers, activeMs, savedAt, asShown, labels } = draft
      const panels = JSON.parse(JSON.stringify({ asShown, labels }))
      // The browser has it too, and the next move tries again.
      api.assignment.saveDraft
        .mutate({ assignmentId, draft: { tiers, activeMs, panels, madeAt: savedAt } })
        .catch(() => {})
    }
    const stop = watchDraft(assignmentId, () => {
      clearTimeout(timer)
      timer = setTimeout(send, pauseMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [assignmentId, isWanted])
}
