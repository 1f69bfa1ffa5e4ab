import type { Draft as ServerDraft } from '@plackett/contracts'
import type { LabelsState } from '../labels/labels-state.ts'

/** What a person had placed when the page was left, so that a reload loses no move. */
export interface Draft {
  tiers: string[][]
  /** They are the order shown, taken over by the key for it. */
  asShown?: boolean
  activeMs: number
  /** What was said beside the order. */
  labels?: LabelsState | undefined
}

export interface StoredDraft extends Draft {
  savedAt: number
}

const prefix = 'plackett.draft.'
/** Longer than any lease: by then the task is somebody else's, or was answered. */
const keptMs = 2 * 86_400_000

/** The draft of an assignment, or null if there is none, or the browser keeps nothing. */
export function loadDraft(assignmentId: string): StoredDraft | null {
  return readDraft(prefix + assignmentId)
}

/** Whether anything was begun and not submitted in this browser; forgets what is too old to be taken up. */
export function hasDrafts(now = Date.now()): boolean {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix))
    const isOld = (key: string) => now - (readDraft(key)?.savedAt ?? 0) > keptMs
    const old = keys.filter(isOld)
    for (const key of old) localStorage.removeItem(key)
    return keys.length > old.length
  } catch {
    return false
  }
}

export function saveDraft(assignmentId: string, draft: Draft, now = Date.now()): void {
  try {
    localStorage.setItem(prefix + assignmentId, JSON.stringify({ ...draft, savedAt: now } satisfies StoredDraft))
  } catch {
    // No storage in this window: a reload starts the task again, which costs six keys.
  }
  for (const tell of watchers.get(assignmentId) ?? []) tell()
}

const watchers = new Map<string, Set<() => void>>()

/** Calls back at each move that is kept of the assignment in this tab; returns how to stop. */
export function watchDraft(assignmentId: string, tell: () => void): () => void {
  const of = watchers.get(assignmentId) ?? new Set()
  watchers.set(assignmentId, of.add(tell))
  return () => of.delete(tell)
}

/** Takes up what the person placed in another browser, where that is newer than what this one has. */
export function adoptDraft(assignmentId: string, draft: ServerDraft | null): void {
  if (draft === null || (loadDraft(assignmentId)?.savedAt ?? 0) >= draft.madeAt) return
  const { tiers, activeMs, madeAt } = draft
  const panels = (draft.panels ?? {}) as Pick<Draft, 'asShown' | 'labels'>
  saveDraft(assignmentId, { tiers, activeMs, ...panels }, madeAt)
}

export function dropDraft(assignmentId: string): void {
  try {
    localStorage.removeItem(prefix + assignmentId)
  } catch {
    // As above.
  }
}

function readDraft(key: string): StoredDraft | null {
  try {
    const kept = localStorage.getItem(key)
    return kept === null ? null : (JSON.parse(kept) as StoredDraft)
  } catch {
    return null
  }
}
