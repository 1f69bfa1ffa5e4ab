import { describe, expect, test } from 'vitest'
import { keyMapOf } from '../keyboard/key-map.ts'
import type { KeyPress } from '../keyboard/key-names.ts'
import { commandOfKey as commandBy } from './command-of-key.ts'

const commandOfKey = (press: KeyPress) => commandBy(press, keyMapOf({}))

const press = (over: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  keyCode: 0,
  ...over,
})

describe('a key', () => {
  test('that is a digit chooses the completion of that number, on the number pad too', () => {
    expect(commandOfKey(press({ key: '3', code: 'Digit3' }))).toEqual({ type: 'choose', completion: 2 })
    expect(commandOfKey(press({ key: '3', code: 'Numpad3' }))).toEqual({ type: 'choose', completion: 2 })
  })

  test('in the digit row of a French keyboard chooses without Shift', () => {
    expect(commandOfKey(press({ key: 'é', code: 'Digit2' }))).toEqual({ type: 'choose', completion: 1 })
    expect(commandOfKey(press({ key: '2', code: 'Digit2', shiftKey: true }))).toEqual({ type: 'choose', completion: 1 })
  })

  test('for = is found by its character: on a German keyboard it is Shift and 0', () => {
    expect(commandOfKey(press({ key: '=', code: 'Digit0', shiftKey: true }))).toEqual({ type: 'tie' })
  })

  test('is left alone while an input method composes, and in a chord', () => {
    expect(commandOfKey(press({ key: '2', code: 'Digit2', isComposing: true }))).toBeNull()
    expect(commandOfKey(press({ key: 'Process', code: 'Digit2', keyCode: 229 }))).toBeNull()
    expect(commandOfKey(press({ key: 'r', code: 'KeyR', ctrlKey: true }))).toBeNull()
    expect(commandOfKey(press({ key: 'c', code: 'KeyC', metaKey: true }))).toBeNull()
  })

  test('that means nothing here means nothing', () => {
    for (const key of ['x', '0', '!', 'Tab', 'F5', 'toString', 'constructor']) {
      expect(commandOfKey(press({ key, shiftKey: true }))).toBeNull()
    }
  })

  test('with Shift and an arrow moves the selected chip, as up and down do', () => {
    expect(commandOfKey(press({ key: 'ArrowLeft', shiftKey: true }))).toEqual({ type: 'shift', step: -1 })
    expect(commandOfKey(press({ key: 'ArrowUp' }))).toEqual({ type: 'shift', step: -1 })
    expect(commandOfKey(press({ key: 'ArrowRight' }))).toEqual({ type: 'select-neighbour', step: 1 })
  })

  test('of another script counts by its digit or its place: full-width, Arabic, Cyrillic', () => {
    expect(commandOfKey(press({ key: '２', code: 'Digit2' }))).toEqual({ type: 'choose', completion: 1 })
    expect(commandOfKey(press({ key: '٢', code: 'Digit2' }))).toEqual({ type: 'choose', completion: 1 })
    expect(commandOfKey(press({ key: '۲', code: '' }))).toEqual({ type: 'choose', completion: 1 })
    expect(commandOfKey(press({ key: '＝', code: 'Equal' }))).toEqual({ type: 'tie' })
    expect(commandOfKey(press({ key: '؟', code: 'Slash', shiftKey: true }))).toEqual({ type: 'help' })
    expect(commandOfKey(press({ key: 'ع', code: 'KeyU' }))).toEqual({ type: 'undo' })
    expect(commandOfKey(press({ key: 'г', code: 'KeyU' }))).toEqual({ type: 'undo' })
  })

  test('of the Latin script counts by what it types: on a French keyboard A stands where Q does', () => {
    expect(commandOfKey(press({ key: 's', code: 'KeyS' }))).toEqual({ type: 'skip' })
    expect(commandOfKey(press({ key: 'z', code: 'KeyR' }))).toBeNull()
  })

  test('that the person chose does what it was chosen for, and the old one nothing', () => {
    const map = keyMapOf({ undo: ['z'], submit: ['Space'], enlarge: [] })
    expect(commandBy(press({ key: 'z', code: 'KeyZ' }), map)).toEqual({ type: 'undo' })
    expect(commandBy(press({ key: 'u', code: 'KeyU' }), map)).toBeNull()
    expect(commandBy(press({ key: ' ', code: 'Space' }), map)).toEqual({ type: 'submit' })
  })

  test('that points left selects the next chip where the rail runs from right to left', () => {
    expect(commandBy(press({ key: 'ArrowLeft' }), keyMapOf({}), true)).toEqual({ type: 'select-neighbour', step: 1 })
    expect(commandBy(press({ key: 'ArrowLeft', shiftKey: true }), keyMapOf({}), true)).toEqual({
      type: 'shift',
      step: 1,
    })
    expect(commandBy(press({ key: 'ArrowUp' }), keyMapOf({}), true)).toEqual({ type: 'shift', step: -1 })
  })
})
