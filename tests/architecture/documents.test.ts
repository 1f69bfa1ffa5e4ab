import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorTable } from '@plackett/contracts'
import { expect, test } from 'vitest'
import { root } from './read-workspace.ts'

/** The words of docs/architecture.md that are rows of their own, as Prisma names its models. */
const vocabulary = [
  'Project',
  'Prompt',
  'Completion',
  'Task',
  'Assignment',
  'Ranking',
  'Comparison',
  'Guidelines',
  'Lesson',
  'Demonstration',
  'DatasetVersion',
  'TrainingRun',
  'RewardModel',
]

const read = (path: string) => readFileSync(join(root, path), 'utf8')

test('every error code is documented, and no other', () => {
  const documented = [...read('docs/errors.md').matchAll(/^### `([A-Z0-9_]+)`$/gm)].map(([, code]) => code)
  expect(documented.toSorted()).toEqual(Object.keys(errorTable).toSorted())
})

test('every word of the vocabulary is a model of the schema, with a word on what it is', () => {
  const schema = read('prisma/schema.prisma')
  const documented = [...schema.matchAll(/^\/\/\/ .+\nmodel (\w+) \{/gm)].map(([, name]) => name)
  expect(vocabulary.filter((word) => !documented.includes(word))).toEqual([])
})

test('every model of the schema says what it is', () => {
  const silent = [...read('prisma/schema.prisma').matchAll(/^(?!\/\/\/)(.*)\nmodel (\w+) \{/gm)].map(
    ([, , name]) => name,
  )
  expect(silent).toEqual([])
})
