import { expect, test } from 'vitest'
import { tasksLink } from '../quality/tasks-link.ts'
import { figureFilterOf } from './figure-filter.ts'

const filterOf = (link: string) => figureFilterOf(new URL(link, 'http://localhost').searchParams)

test('the link of a figure asks for just what the figure was counted from', () => {
  expect(filterOf(tasksLink('p', { language: null, minRankings: 2 }))).toEqual({ language: '', minRankings: 2 })
  expect(filterOf(tasksLink('p', { completions: 4, turns: 'many' }))).toEqual({ completions: 4, turns: 'many' })
  expect(filterOf(tasksLink('p', { annotatorIds: ['a b', 'c'] }))).toEqual({ annotatorIds: ['a b', 'c'] })
  expect(filterOf(tasksLink('p', { strength: 0 }))).toEqual({ strength: 0 })
})

test('an address that is not valid asks for nothing', () => {
  expect(figureFilterOf(new URLSearchParams('strength=x&language=en'))).toEqual({})
})
