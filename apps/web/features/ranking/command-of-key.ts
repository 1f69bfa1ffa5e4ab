import type { RankingAction } from './ranking-reducer.ts'

/** What a key asks for: a move of the ranking, or one of the screen's own commands. */
export type Command = RankingAction | ScreenKey
type ScreenKey =
  | { type: 'submit' }
  | { type: 'help' }
  | { type: 'guidelines' }
  | { type: 'raw' }
  | { type: 'compare' }
  | { type: 'skip' }
  | { type: 'not-rankable' }

/** The parts of a keyboard event that decide; a browser's event fits. */
export interface KeyPress {
  key: string
  code: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  isComposing: boolean
  keyCode: number
}

const commands = new Map<string, Command>([
  ['=', { type: 'tie' }],
  ['Backspace', { type: 'take-back' }],
  ['Delete', { type: 'take-back' }],
  ['Escape', { type: 'clear' }],
  ['ArrowLeft', { type: 'select-neighbour', step: -1 }],
  ['ArrowRight', { type: 'select-neighbour', step: 1 }],
  ['ArrowUp', { type: 'shift', step: -1 }],
  ['ArrowDown', { type: 'shift', step: 1 }],
  ['Enter', { type: 'submit' }],
  ['?', { type: 'help' }],
  ['u', { type: 'undo' }],
  ['g', { type: 'guidelines' }],
  ['r', { type: 'raw' }],
  ['c', { type: 'compare' }],
  ['s', { type: 'skip' }],
  ['n', { type: 'not-rankable' }],
])

/** While an input method composes (Chinese, Japanese, …) the browser reports keys that are not ours to take. */
const composingKeyCode = 229

/**
 * The command of a key press, or null if it is not ours. Digits count by the character, or else by the key's place:
 * on a French keyboard the unshifted digit row types `&é"'(`. Chords are the browser's, save Shift with an arrow.
 */
export function commandOfKey(press: KeyPress): Command | null {
  if (press.isComposing || press.keyCode === composingKeyCode) return null
  if (press.ctrlKey || press.metaKey || press.altKey) return null
  if (press.shiftKey && press.key === 'ArrowLeft') return { type: 'shift', step: -1 }
  if (press.shiftKey && press.key === 'ArrowRight') return { type: 'shift', step: 1 }
  const command = commands.get(press.key.length === 1 ? press.key.toLowerCase() : press.key)
  if (command) return command
  const digit = /^[1-9]$/.test(press.key)
    ? press.key
    : press.shiftKey
      ? undefined
      : /^Digit([1-9])$/.exec(press.code)?.[1]
  return digit === undefined ? null : { type: 'choose', completion: Number(digit) - 1 }
}

const typesInto = 'input, textarea, select, [contenteditable=""], [contenteditable="true"]'
const actsOnEnter = 'a[href], button, summary, [role="button"], [role="tab"], [role="switch"], [role="menuitem"]'

/** Whether the focused element has first claim on the key: fields on every key, buttons and links on Enter. */
export function claimsKey(target: Element | null, key: string): boolean {
  if (!target) return false
  if (target.closest(typesInto)) return true
  if (key === 'Enter') return target.closest(actsOnEnter) !== null
  return key.startsWith('Arrow') && target.closest('[role="tablist"], [role="radiogroup"]') !== null
}
