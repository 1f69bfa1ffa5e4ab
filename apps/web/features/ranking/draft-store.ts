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

interface StoredDraft extends Draft {
  savedAt: number
}

const prefix = 'plackett.draft.'
/** Longer than any lease: by then the task is somebody else's, or was answered. */
const keptMs = 2 * 86_400_000

/** The draft of an assignment, or null if there is none, or the browser keeps nothing. */
export function loadDraft(assignmentId: string): Draft | null {
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
