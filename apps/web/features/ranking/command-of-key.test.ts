import { describe, expect, test } from 'vitest'
import { commandOfKey, type KeyPress } from './command-of-key.ts'

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
})
