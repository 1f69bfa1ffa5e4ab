import { expect, test } from 'vitest'
import { readConfig } from './read-config.ts'

const home = '/srv/plackett'

function problemsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env, home)
    return []
  } catch (error) {
    return (error as AggregateError).errors.map((problem) => problem.message)
  }
}

test('nothing set gives the defaults', () => {
  expect(readConfig({}, home)).toEqual({
    home,
    host: '127.0.0.1',
    port: 4400,
    publicUrl: 'http://127.0.0.1:4400',
    databaseUrl: null,
    logLevel: 'info',
  })
})

test('an empty variable counts as unset', () => {
  expect(readConfig({ PLACKETT_PORT: '', DATABASE_URL: '', PLACKETT_OWNER_EMAIL: '' }, home).port).toBe(4400)
})

test('the link names an address that a browser can open', () => {
  expect(readConfig({ PLACKETT_HOST: '0.0.0.0', PLACKETT_PORT: '80' }, home).publicUrl).toBe('http://localhost:80')
  expect(readConfig({ PLACKETT_HOST: '::1' }, home).publicUrl).toBe('http://[::1]:4400')
  expect(readConfig({ PLACKETT_PUBLIC_URL: 'https://rank.example.org/' }, home).publicUrl).toBe(
    'https://rank.example.org',
  )
})

test('every variable that is wrong is named', () => {
  const problems = problemsOf({
    PLACKETT_HOST: 'a b',
    PLACKETT_PORT: '70000',
    PLACKETT_PUBLIC_URL: 'https://rank.example.org/deep',
    PLACKETT_LOG_LEVEL: 'loud',
    PLACKETT_OWNER_EMAIL: 'ada',
    PLACKETT_API_KEY: 'short',
    DATABASE_URL: 'mysql://localhost/x',
  })
  expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual([
    'DATABASE_URL',
    'PLACKETT_API_KEY',
    'PLACKETT_HOST',
    'PLACKETT_LOG_LEVEL',
    'PLACKETT_OWNER_EMAIL',
    'PLACKETT_OWNER_PASSWORD',
    'PLACKETT_PORT',
    'PLACKETT_PUBLIC_URL',
  ])
})

test.each(['1.5', 'abc', '0', '-1', '0x50', ' '])('the port %j is refused or read as a whole number', (value) => {
  const problems = problemsOf({ PLACKETT_PORT: value })
  if (problems.length === 0) expect(readConfig({ PLACKETT_PORT: value }, home).port).toBe(Number(value))
  else expect(problems).toEqual(['PLACKETT_PORT: must be a whole number from 1 to 65535'])
})

test('an owner needs both an e-mail address and a password of some length', () => {
  expect(problemsOf({ PLACKETT_OWNER_EMAIL: 'ada@example.org' })).toHaveLength(1)
  expect(problemsOf({ PLACKETT_OWNER_EMAIL: 'ada@example.org', PLACKETT_OWNER_PASSWORD: 'short' })).toEqual([
    'PLACKETT_OWNER_PASSWORD: must have 10 to 200 characters',
  ])
  expect(problemsOf({ PLACKETT_OWNER_EMAIL: 'ada@example.org', PLACKETT_OWNER_PASSWORD: 'long enough' })).toEqual([])
})
