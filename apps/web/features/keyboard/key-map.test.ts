import { keyCommand, savePreferencesInput } from '@plackett/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assignKeys, commandGroups, commandWith, defaultKeys, keyMapOf, placeCommands } from './key-map.ts'

const anyChange = fc.record({
  command: fc.constantFrom(...keyCommand.options),
  keys: fc.uniqueArray(fc.constantFrom('1', '2', 'a', 'u', 'z', '=', 'Enter', 'F2', 'Shift+ArrowLeft'), {
    maxLength: 3,
  }),
})

test('every command stands in exactly one group, and has a key that no other has', () => {
  const listed = [...placeCommands, ...commandGroups.flatMap(({ commands }) => commands)]
  expect([...listed].sort()).toEqual([...keyCommand.options].sort())
  const keys = Object.values(defaultKeys).flat()
  expect(new Set(keys).size).toBe(keys.length)
  expect(Object.values(defaultKeys).every((own) => own.length > 0)).toBe(true)
})

test('the keys that commands come with can be stored', () => {
  const keys = Object.fromEntries(keyCommand.options.map((command) => [command, [...defaultKeys[command]]]))
  expect(savePreferencesInput.parse({ keys }).keys).toEqual(keys)
})

test('a key given to one command is taken from the other', () => {
  const own = assignKeys(keyMapOf({}), 'undo', ['r'])
  expect(own).toEqual({ undo: ['r'], raw: [] })
  expect(commandWith('r', keyMapOf(own))).toBe('undo')
  expect(commandWith('u', keyMapOf(own))).toBeUndefined()
})

test('whatever is chosen, a key does one thing, and the last choice holds', () => {
  fc.assert(
    fc.property(fc.array(anyChange, { minLength: 1, maxLength: 12 }), (changes) => {
      let map = keyMapOf({})
      for (const { command, keys } of changes) map = keyMapOf(assignKeys(map, command, keys))
      const keys = Object.values(map).flat()
      expect(new Set(keys).size).toBe(keys.length)
      const last = changes.at(-1)!
      for (const key of last.keys) expect(commandWith(key, map)).toBe(last.command)
    }),
  )
})

test('what is as it came is not kept', () => {
  const own = assignKeys(keyMapOf({ undo: ['z'] }), 'undo', defaultKeys.undo)
  expect(own).toEqual({})
})
