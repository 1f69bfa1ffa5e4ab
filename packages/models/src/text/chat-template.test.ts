import { expect, test } from 'vitest'
import { ChatTemplate } from './chat-template.ts'

const open = (template: string) => new ChatTemplate({ template, bosToken: '<s>', eosToken: null }, 'here')
const hello = [{ role: 'user' as const, content: 'Hello' }]

test('the day does not get into the text, and templates can tell', () => {
  const template = `{% if strftime_now is defined %}{{ strftime_now('%d') }}{% else %}no day{% endif %}`
  expect(open(template).render(hello)).toBe('no day')
})

test('a template keeps the line end that it begins with', () => {
  expect(open('\n{{ bos_token }}!').render(hello)).toBe('\n<s>!')
})

test('what is no Jinja is refused with the place', () => {
  expect(() => open('{% for %}')).toThrow('The model in here cannot be used: its chat template')
})

test('what a template refuses, it refuses in its own words', () => {
  expect(() => open(`{{ raise_exception('No.') }}`).render(hello)).toThrow('refuses this prompt: No.')
})
