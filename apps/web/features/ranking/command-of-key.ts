import type { KeyCommand } from '@plackett/contracts'
import { commandWith, type KeyMap } from '../keyboard/key-map.ts'
import { type KeyPress, keyNamesOf, mirrored } from '../keyboard/key-names.ts'
import type { RankingAction } from './ranking-reducer.ts'

/** How the texts are looked at, which is the bench's own affair. */
export type ViewCommand =
  | { type: 'compare' }
  | { type: 'enlarge' }
  | { type: 'layout' }
  | { type: 'scroll' }
  | { type: 'prompt' }
  | { type: 'read-neighbour'; step: -1 | 1 }

type ScreenKey =
  | { type: 'submit' }
  | { type: 'help' }
  | { type: 'guidelines' }
  | { type: 'raw' }
  | { type: 'skip' }
  | { type: 'not-rankable' }

/** What a key asks for: a move of the ranking, another look at the texts, or one of the screen's own commands. */
export type Command = RankingAction | ViewCommand | ScreenKey

const place = (number: number): RankingAction => ({ type: 'choose', completion: number - 1 })

const commands: Record<KeyCommand, Command> = {
  place1: place(1),
  place2: place(2),
  place3: place(3),
  place4: place(4),
  place5: place(5),
  place6: place(6),
  place7: place(7),
  place8: place(8),
  place9: place(9),
  tie: { type: 'tie' },
  takeBack: { type: 'take-back' },
  clear: { type: 'clear' },
  undo: { type: 'undo' },
  selectPrevious: { type: 'select-neighbour', step: -1 },
  selectNext: { type: 'select-neighbour', step: 1 },
  moveBetter: { type: 'shift', step: -1 },
  moveWorse: { type: 'shift', step: 1 },
  asShown: { type: 'as-shown' },
  submit: { type: 'submit' },
  nextCompletion: { type: 'read-neighbour', step: 1 },
  previousCompletion: { type: 'read-neighbour', step: -1 },
  enlarge: { type: 'enlarge' },
  compare: { type: 'compare' },
  layout: { type: 'layout' },
  scroll: { type: 'scroll' },
  prompt: { type: 'prompt' },
  raw: { type: 'raw' },
  guidelines: { type: 'guidelines' },
  skip: { type: 'skip' },
  notRankable: { type: 'not-rankable' },
  help: { type: 'help' },
}

const viewCommands: Record<ViewCommand['type'], true> = {
  compare: true,
  enlarge: true,
  layout: true,
  scroll: true,
  prompt: true,
  'read-neighbour': true,
}

export function isViewCommand(command: Command): command is ViewCommand {
  return command.type in viewCommands
}

/** The command of a key press by the person's keys, or null if it is not ours. */
export function commandOfKey(press: KeyPress, map: KeyMap, isRtl = false): Command | null {
  for (const name of keyNamesOf(press)) {
    const command = commandWith(isRtl ? mirrored(name) : name, map)
    if (command) return commands[command]
  }
  return null
}

const typesInto =
  'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable=""], [contenteditable="true"]'
const actsWhenPressed = 'a[href], button, summary, [role="button"], [role="tab"], [role="switch"], [role="menuitem"]'
const movesByArrows = '[role="tablist"], [role="radiogroup"], [role="slider"]'

/** Whether the focused element has first claim on the key: fields and menus on every key, buttons and links on Enter and Space, choices on Space. */
export function claimsKey(target: Element | null, key: string): boolean {
  if (!target) return false
  if (target.closest(typesInto) || target.closest('[role="menu"]')) return true
  if (key === ' ' && target.matches('input')) return true
  if (key === 'Enter' || key === ' ') return target.closest(actsWhenPressed) !== null
  if (!key.startsWith('Arrow')) return false
  const isSideways = key === 'ArrowLeft' || key === 'ArrowRight'
  return target.closest(movesByArrows) !== null || (isSideways && target.scrollWidth > target.clientWidth)
}
