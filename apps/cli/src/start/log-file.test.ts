import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { LogFile } from './log-file.ts'

test('a log that has reached its limit goes on in a new file, and the oldest of three goes', () => {
  const directory = mkdtempSync(join(tmpdir(), 'plackett-log-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const file = join(directory, 'api.log')
  const log = new LogFile(file)
  for (let i = 0; i < 25; i++) log.write(`${i} ${'x'.repeat(1024 * 1024)}`)
  expect(readdirSync(directory).sort()).toEqual(['api.log', 'api.log.1', 'api.log.2'])
  expect(readFileSync(file, 'utf8')).toMatch(/^20 /)
  for (const name of readdirSync(directory)) expect(statSync(join(directory, name)).size).toBeLessThan(6 * 1024 * 1024)
})

test('a log that cannot be written is no reason to fail', () => {
  expect(() => new LogFile('/nowhere/at/all.log').write('line')).not.toThrow()
})
