import { expect, test } from 'vitest'
import { nextPage } from './next-page.ts'

test('a path of this site is followed', () => {
  expect(nextPage('/projects/1/rank?x=1')).toBe('/projects/1/rank?x=1')
})

test.each([
  null,
  '',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
])('%j leads to the projects', (next) => {
  expect(nextPage(next)).toBe('/projects')
})
