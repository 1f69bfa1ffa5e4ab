/** What a person had placed when the page was left, so that a reload loses no move. */
export interface Draft {
  tiers: string[][]
  activeMs: number
}

const prefix = 'plackett.draft.'

/** The draft of an assignment, or null if there is none, or the browser keeps nothing. */
export function loadDraft(assignmentId: string): Draft | null {
  try {
    const kept = localStorage.getItem(prefix + assignmentId)
    return kept === null ? null : (JSON.parse(kept) as Draft)
  } catch {
    return null
  }
}

export function saveDraft(assignmentId: string, draft: Draft): void {
  try {
    localStorage.setItem(prefix + assignmentId, JSON.stringify(draft))
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
