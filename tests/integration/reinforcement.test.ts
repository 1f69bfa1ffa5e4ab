import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError, type ReinforcementConfig, reinforcementConfig } from '@plackett/contracts'
import { generationRequest, openPolicy } from '@plackett/generation'
import { convertLlama2c } from '@plackett/models'
import { type Judge, type ReinforcePolicyInput, reinforcePolicy } from '@plackett/reinforcement'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeReference, readBytes } from '../parity/support/reference.ts'
import { finished, startPlackett } from '../support/run-plackett.ts'

describeReference('data/stories260k', () => {
  let folder: string
  let policy: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plackett-reinforcement-'))
    policy = folder
    const [model, tokenizer] = ['stories260K.bin', 'tok512.bin'].map((place) => {
      return { place, bytes: readBytes('data/stories260k', place) }
    })
    for (const [name, bytes] of Object.entries(convertLlama2c(model!, tokenizer!)))
      await writeFile(join(folder, name), bytes)
  })
  afterAll(() => rm(folder, { recursive: true }))

  /** The share of the letter e, and its opposite as the second judge where that is wanted. */
  const letterE: Judge = async (items) => {
    const rewards = items.map(
      ({ completion }) => [...completion].filter((letter) => letter === 'e').length / Math.max(1, completion.length),
    )
    return { rewards, gold: null }
  }

  function run(config: Partial<ReinforcementConfig>, more: Partial<ReinforcePolicyInput> = {}) {
    return reinforcePolicy({
      policy,
      prompts: ['Once upon a time', 'One day', 'Lily', 'The dog', 'Tom'],
      evaluationPrompts: ['Once there was', 'Sam', 'The cat', 'Mom'],
      config: reinforcementConfig.parse({
        promptsPerRound: 4,
        groupSize: 8,
        maxTokens: 16,
        learningRate: 1e-3,
        ...config,
      }),
      checkpointDirectory: null,
      judge: letterE,
      ...more,
    })
  }

  const hashOf = (files: Record<string, Uint8Array>) =>
    createHash('sha256').update(files['model.safetensors']!).digest('hex')

  test.each(['grpo', 'rloo'] as const)(
    '%s raises what it is rewarded for, and says at what divergence',
    async (algorithm) => {
      const { report } = await run({ algorithm, rounds: 10, beta: 0.001 })
      const [first, last] = [report.evaluations[0]!, report.evaluations.at(-1)!]
      expect(first).toMatchObject({ round: 0, gold: null })
      expect(first.kl).toBeCloseTo(0, 3)
      expect(last.reward).toBeGreaterThan(first.reward + 0.1)
      expect(last.kl).toBeGreaterThan(1)
      expect(report.rounds).toHaveLength(10)
      expect(report.best).toBeGreaterThan(0)
    },
  )

  test('what was learnt is in the files, and they open as a policy', async () => {
    const { files, report } = await run({ rounds: 8, beta: 0 })
    const place = join(folder, 'learnt')
    await mkdir(place)
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(place, name), bytes)
    const shareOf = async (directory: string) => {
      const opened = await openPolicy(directory)
      const written = await Promise.all(
        [1, 2, 3, 4, 5, 6, 7, 8].map((seed) =>
          opened.generate(generationRequest.parse({ prompt: 'Sam', settings: {}, seed, maxTokens: 16 })),
        ),
      )
      await opened.close()
      const { rewards } = await letterE(
        written.map(({ text }) => ({ prompt: '', completion: text })),
        false,
      )
      return rewards.reduce((sum, reward) => sum + reward, 0) / rewards.length
    }
    expect(report.best).toBe(8)
    expect(await shareOf(place)).toBeGreaterThan((await shareOf(policy)) + 0.05)
  })

  test('equal seeds give equal weights, other seeds others; LoRA as well', async () => {
    const small = { rounds: 2, promptsPerRound: 2, groupSize: 4, maxTokens: 8, loraRank: 4 }
    const [one, two, other] = [await run(small), await run(small), await run({ ...small, seed: 2 })]
    const all = [one, two, other].map(({ report }) => report.rounds.map(({ loss, reward }) => [loss, reward]))
    expect(all[1]).toEqual(all[0])
    expect(all[2]).not.toEqual(all[0])
    expect(hashOf(two.files)).toBe(hashOf(one.files))
  })

  test('a run that is ended goes on from its file to the very same weights', async () => {
    const config = { rounds: 6, evaluateEvery: 2, iterations: 2 }
    const whole = await run(config)
    const checkpointDirectory = join(folder, 'checkpoint')
    const ending = new AbortController()
    const ended = run(config, {
      checkpointDirectory,
      signal: ending.signal,
      onRound: ({ round }) => round === 4 && ending.abort(new Error('enough')),
    })
    await expect(ended).rejects.toThrow('enough')
    expect(existsSync(join(checkpointDirectory, 'reinforcement.bin'))).toBe(true)
    const seen: number[] = []
    const resumed = await run(config, { checkpointDirectory, onRound: ({ round }) => seen.push(round) })
    expect(seen[0]).toBeGreaterThan(1)
    expect(resumed.report).toEqual(whole.report)
    expect(hashOf(resumed.files)).toBe(hashOf(whole.files))
    expect(existsSync(join(checkpointDirectory, 'reinforcement.bin'))).toBe(false)
  })

  test('a limit of the divergence ends the run, and the best within it is kept', async () => {
    const { report } = await run({ rounds: 40, beta: 0, klLimit: 4, evaluateEvery: 1 })
    expect(report.stoppedBy).toBe('kl')
    expect(report.rounds.length).toBeLessThan(40)
    expect(report.evaluations.find(({ round }) => round === report.best)!.kl).toBeLessThanOrEqual(4)
  })

  test('the second judge decides what is kept, although the policy learns from the first', async () => {
    const judge: Judge = async (items, withGold) => {
      const { rewards } = await letterE(items, withGold)
      return { rewards, gold: withGold ? rewards.map((reward) => -reward) : null }
    }
    const { report } = await run({ rounds: 8, beta: 0 }, { judge })
    expect(report.evaluations.at(-1)!.reward).toBeGreaterThan(report.evaluations[0]!.reward)
    expect(report.best).toBe(0)
  })

  test('a word with a penalty is avoided, all else being equal', async () => {
    const hasWord = (text: string) => /lily/i.test(text)
    const prompts = ['Once upon a time, there was a little girl named', 'There was a girl. Her name was']
    const judge: Judge = async (items) => ({
      rewards: items.map(({ completion }) => (hasWord(completion) ? -1 : 0)),
      gold: null,
    })
    const { report } = await run(
      { rounds: 15, promptsPerRound: 2, groupSize: 16, maxTokens: 8 },
      { prompts, evaluationPrompts: Array(16).fill(prompts[0]), judge },
    )
    const [first, last] = [report.evaluations[0]!, report.evaluations.at(-1)!]
    expect(first.reward).toBeLessThan(-0.3)
    expect(last.reward).toBeGreaterThan(-0.1)
  })

  test('plackett rl writes the better policy and its report', async () => {
    const prompts = ['Once upon a time, there was a little girl named', 'A girl was named', 'Her name was']
    await writeFile(join(folder, 'prompts.jsonl'), prompts.map((prompt) => `${JSON.stringify({ prompt })}\n`).join(''))
    const plackett = (...args: string[]) => finished(startPlackett(['rl', ...args], { cwd: folder }))
    const common = ['--policy', '.', '--prompts', 'prompts.jsonl', '--out', 'better']
    expect(await plackett(...common)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('nothing to learn from'),
    })
    const settings = ['--rounds', '6', '--max-tokens', '8', '--group', '16', '--lr', '0.001']
    const { status, stdout } = await plackett(...common, '--forbid', 'Lily', ...settings, '--json')
    expect(status).toBe(0)
    const report = JSON.parse(stdout)
    expect(report.rounds.at(-1).reward).toBeGreaterThan(report.rounds[0].reward)
    expect(JSON.parse(await readFile(join(folder, 'better', 'report.json'), 'utf8'))).toEqual(report)
    const opened = await openPolicy(join(folder, 'better'))
    await opened.close()
  })

  test('what goes wrong outside ends the run with its reason', async () => {
    const judge: Judge = () => Promise.reject(new AppError('OVERLOADED', { seconds: 3 }))
    await expect(run({ rounds: 1 }, { judge })).rejects.toMatchObject({ code: 'OVERLOADED', details: { seconds: 3 } })
    await expect(run({}, { prompts: [] })).rejects.toMatchObject({ code: 'DATASET_EMPTY' })
    await expect(run({}, { policy: tmpdir() })).rejects.toMatchObject({ code: 'MODEL_FILE_INVALID' })
  })
})
