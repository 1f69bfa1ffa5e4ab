import { type KeyCommand, keyCommand, type Preferences } from '@plackett/contracts'

/** The keys of each command, as `keyName` of the contracts has them. */
export type KeyMap = Record<KeyCommand, readonly string[]>

/** The keys that commands come with. None needs a chord, and each can be changed. */
export const defaultKeys: KeyMap = {
  place1: ['1'],
  place2: ['2'],
  place3: ['3'],
  place4: ['4'],
  place5: ['5'],
  place6: ['6'],
  place7: ['7'],
  place8: ['8'],
  place9: ['9'],
  tie: ['='],
  takeBack: ['Backspace', 'Delete'],
  clear: ['Escape'],
  undo: ['u'],
  selectPrevious: ['ArrowLeft'],
  selectNext: ['ArrowRight'],
  moveBetter: ['ArrowUp', 'Shift+ArrowLeft'],
  moveWorse: ['ArrowDown', 'Shift+ArrowRight'],
  asShown: ['a'],
  submit: ['Enter'],
  nextCompletion: ['j'],
  previousCompletion: ['k'],
  enlarge: ['Space'],
  compare: ['c'],
  layout: ['l'],
  scroll: ['t'],
  prompt: ['p'],
  raw: ['r'],
  guidelines: ['g'],
  skip: ['s'],
  notRankable: ['n'],
  help: ['?'],
}

type PlaceCommand = Extract<KeyCommand, `place${number}`>

/** The commands that a digit stands for, in their order. */
export const placeCommands = keyCommand.options.filter(isPlace)

export function isPlace(command: KeyCommand): command is PlaceCommand {
  return command.startsWith('place')
}

/** All other commands as they are listed. */
export const commandGroups = [
  {
    group: 'order',
    commands: [
      'tie',
      'asShown',
      'submit',
      'takeBack',
      'clear',
      'undo',
      'selectPrevious',
      'selectNext',
      'moveBetter',
      'moveWorse',
    ],
  },
  {
    group: 'texts',
    commands: ['nextCompletion', 'previousCompletion', 'enlarge', 'compare', 'layout', 'scroll', 'prompt', 'raw'],
  },
  { group: 'task', commands: ['guidelines', 'skip', 'notRankable', 'help'] },
] as const satisfies { group: string; commands: KeyCommand[] }[]

/** The person's own keys where they chose some, else those that commands come with. */
export function keyMapOf(own: Preferences['keys']): KeyMap {
  return { ...defaultKeys, ...own }
}

/** The command that has this key. */
export function commandWith(key: string, map: KeyMap): KeyCommand | undefined {
  return keyCommand.options.find((command) => map[command].includes(key))
}

/**
 * The person's keys after a command got these: whichever other command had one of them loses it, since a key does one
 * thing. What equals the defaults is not kept, so that a later default reaches who never chose.
 */
export function assignKeys(map: KeyMap, command: KeyCommand, keys: readonly string[]): Preferences['keys'] {
  const own: Preferences['keys'] = {}
  for (const other of keyCommand.options) {
    const next = other === command ? keys : map[other].filter((key) => !keys.includes(key))
    if (next.join('\n') !== defaultKeys[other].join('\n')) own[other] = [...next]
  }
  return own
}
