import { errorTable } from '@plackett/contracts'
import { expect, test } from 'vitest'
import ar from '../../messages/ar.json' with { type: 'json' }
import en from '../../messages/en.json' with { type: 'json' }
import zh from '../../messages/zh.json' with { type: 'json' }

const translations = { zh, ar }

function pathsOf(messages: object, path = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [path + key] : pathsOf(value, `${path}${key}.`),
  )
}

/** Names that a message is filled with; a tag counts like one. The words of a plural's or a choice's branch are no names. */
function placesOf(message: string): string[] {
  const names = new Set([...message.matchAll(/<(\w+)>/g)].map(([, tag]) => tag!))
  const branches = /\{(\w+), (?:plural|select),((?:\s*[\w=]+ \{(?:[^{}]|\{[^{}]*\})*\})+)\s*\}/g
  const plain = message.replace(branches, (_, name: string, inner: string) => {
    names.add(name)
    for (const [, words] of inner.matchAll(/[\w=]+ \{((?:[^{}]|\{[^{}]*\})*)\}/g))
      for (const found of placesOf(words!)) names.add(found)
    return ''
  })
  for (const [, name] of plain.matchAll(/\{(\w+)[,}]/g)) names.add(name!)
  return [...names].sort()
}

function messageAt(messages: object, path: string): string {
  return path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], messages) as string
}

test.each(Object.entries(translations))('%s has the messages of English, in the same order', (_, messages) => {
  const { errors: _english, ...english } = en
  const { errors: _others, ...others } = messages
  expect(pathsOf(others)).toEqual(pathsOf(english))
})

test.each(Object.entries(translations))('%s fills its messages with what English fills them with', (_, messages) => {
  const { errors: _english, ...english } = en
  for (const path of pathsOf(english)) {
    expect(placesOf(messageAt(messages, path)), path).toEqual(placesOf(messageAt(en, path)))
  }
})

test.each(Object.entries(translations))('every error that is worded in %s is one of the table', (_, { errors }) => {
  const known = new Set([...Object.keys(errorTable), 'NETWORK'])
  expect(Object.keys(errors).filter((code) => !known.has(code))).toEqual([])
})
