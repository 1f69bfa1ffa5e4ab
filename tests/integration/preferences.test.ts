import { savePreferencesInput } from '@plackett/contracts'
import { savePreferences, viewSession } from '@plackett/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const untouched = { layout: 'columns', scroll: 'alone', keys: {} }

test('who said nothing works as the screen comes', async () => {
  expect((await viewSession(await world.person())).user?.preferences).toEqual(untouched)
})

test('what is saved is kept, one thing beside the other, for that person only', async () => {
  const [ada, bo] = [await world.person(), await world.person()]
  await Promise.all([
    savePreferences(ada, { layout: 'list' }),
    savePreferences(ada, { scroll: 'together' }),
    savePreferences(ada, { keys: { undo: ['z'], skip: [] } }),
  ])
  const saved = { layout: 'list', scroll: 'together', keys: { undo: ['z'], skip: [] } }
  expect((await viewSession(ada)).user?.preferences).toEqual(saved)
  expect((await viewSession(bo)).user?.preferences).toEqual(untouched)
  expect(await savePreferences(ada, { keys: {} })).toEqual({ ...saved, keys: {} })
})

test('what another version stored is as unsaid, and the rest stays', async () => {
  const ada = await world.person()
  const preferences = { layout: 'carousel', scroll: 'together', keys: { fly: ['f'] }, more: 1 }
  await world.db.user.update({ where: { id: ada.userId }, data: { preferences } })
  expect((await viewSession(ada)).user?.preferences).toEqual({ ...untouched, scroll: 'together' })
})

test('nobody known has preferences', async () => {
  await expect(savePreferences(world.scopeOf({ kind: 'anonymous' }), {})).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  })
  await expect(savePreferences(world.scopeOf({ kind: 'automation' }), {})).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

test('a key is a character or a name, and no markup', () => {
  const parse = (key: string) => savePreferencesInput.safeParse({ keys: { undo: [key] } }).success
  for (const key of ['z', '=', 'ü', '٣', 'Enter', 'Shift+ArrowLeft', 'F5', 'Space']) expect(parse(key), key).toBe(true)
  for (const key of ['', ' ', '\n', '<img src=x>', 'Shift+a', 'ab', 'Control+A', 'A'.repeat(30)]) {
    expect(parse(key), key).toBe(false)
  }
})
