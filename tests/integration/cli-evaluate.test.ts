import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RankingRecord } from '@plackett/contracts'
import { evaluation } from '@plackett/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { finished, startPlackett } from '../support/run-plackett.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plackett-evaluate-'))
  await writeFile(join(folder, 'train.jsonl'), jsonl(rankings(80, 'a')))
  await writeFile(join(folder, 'others.jsonl'), jsonl(rankings(40, 'b')))
  const flags = ['--data', 'train.jsonl', '--split', '1', '--epochs']
  for (const [out, epochs] of [
    ['good', '8'],
    ['hasty', '1'],
  ])
    expect((await plackett('train', '--out', out!, ...flags, epochs!)).status).toBe(0)
}, 60_000)

afterAll(() => rm(folder, { recursive: true }))

/** Answers by two models, of which people prefer the kinder, told by two annotators who differ now and then. */
function rankings(count: number, topic: string): RankingRecord[] {
  return Array.from({ length: count }, (_, at) => at).flatMap((at) =>
    ['ada', 'bo'].map((annotator) => {
      const kind = `Gladly. ${'Here is what helps you. '.repeat(1 + (at % 3))}`
      const curt = `No. ${'Find that out alone. '.repeat(1 + (at % 4))}`
      const turned = annotator === 'bo' && at % 9 === 0
      return {
        prompt: `Please explain ${topic} ${at}.`,
        completions: [
          { text: kind, model: 'kind' },
          { text: curt, model: 'curt' },
        ],
        ranks: turned ? [2, 1] : [1, 2],
        annotator,
      }
    }),
  )
}

function jsonl(rows: object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}

function plackett(...args: string[]) {
  return finished(startPlackett(args, { cwd: folder }))
}

describe('evaluate', () => {
  test('prints the whole evaluation as JSON in the shape of the contract', async () => {
    const { stdout } = await plackett('evaluate', '--model', 'good', '--data', 'others.jsonl', '--json')
    const found = evaluation.parse(JSON.parse(stdout).evaluation)
    expect(found.byAnnotator.map(({ label }) => label)).toEqual(['ada', 'bo'])
    expect(found.bySourceModel.map(({ model }) => model).sort()).toEqual(['curt', 'kind'])
    expect(found.baselines[0]).toMatchObject({ name: 'length', difference: { groups: 40, pairs: 80 } })
    expect(found.ceiling.pairAgreement).toBeCloseTo(35 / 40)
    expect(found.mistakes.length).toBeGreaterThan(0)
  })

  test('prints it for people, part by part', async () => {
    const { stdout } = await plackett('evaluate', '--model', 'good', '--data', 'others.jsonl')
    const headings = ['against baselines', 'by distance of ranks', 'by annotator', 'calibration', 'worst mistakes']
    for (const heading of headings) expect(stdout).toContain(`\n${heading}`)
    expect(stdout).toMatch(/model less length {2}\+0\.\d{3} \[/)
  })
})

describe('compare', () => {
  test('sets two models side by side on the same rankings', async () => {
    const flags = ['--first', 'good', '--second', 'hasty', '--data', 'others.jsonl']
    const { stdout } = await plackett('compare', ...flags, '--json')
    const found = JSON.parse(stdout)
    expect(found.first).toMatchObject({ model: 'good', pairs: 80 })
    expect(found.second).toMatchObject({ model: 'hasty', pairs: 80 })
    expect(found.difference.difference).toBeCloseTo(found.first.accuracy - found.second.accuracy, 9)
    expect(found.agreement).toBeGreaterThan(0)
    expect((await plackett('compare', ...flags)).stdout).toMatch(/first less second {2,}[+−]0\.\d{3} \[/)
  })

  test('a model beside itself differs in nothing', async () => {
    const flags = ['--first', 'good', '--second', 'good', '--data', 'others.jsonl', '--json']
    const { difference, agreement, onlyFirstRight, rewardCorrelation } = JSON.parse(
      (await plackett('compare', ...flags)).stdout,
    )
    expect({ agreement, onlyFirstRight, difference: difference.difference, p: difference.p }).toEqual({
      agreement: 1,
      onlyFirstRight: 0,
      difference: 0,
      p: 1,
    })
    expect(rewardCorrelation).toBeCloseTo(1)
  })

  test('a folder without a model is refused', async () => {
    const { status, stderr } = await plackett('compare', '--first', 'good', '--second', '.', '--data', 'others.jsonl')
    expect(status).not.toBe(0)
    expect(stderr).toContain('plackett:')
  })
})
