/** What was typed and not stored yet, with the idempotency key under which it will be. */
export interface KeptText {
  prompt: string
  text: string
  key: string
}

const prefix = 'plackett.demonstration.'

/** Null where there is nothing, or the browser keeps nothing. */
export function keptText(name: string): KeptText | null {
  try {
    return JSON.parse(localStorage.getItem(prefix + name) ?? 'null') as KeptText | null
  } catch {
    return null
  }
}

export function keepText(name: string, kept: KeptText): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(kept))
  } catch {
    // No storage in this window: what is typed lives as long as the page does.
  }
}

export function dropText(name: string): void {
  try {
    localStorage.removeItem(prefix + name)
  } catch {
    // As above.
  }
}
