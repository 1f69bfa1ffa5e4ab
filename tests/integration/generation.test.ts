import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type GenerationPrompt, generationRequest, openPolicy, type Policy } from '@plackett/generation'
import { convertLlama2c, Tokenizer } from '@plackett/models'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeReference, readBytes } from '../parity/support/reference.ts'

describeReference('data/stories260k', () => {
  let folder: string
  let policy: Policy

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plackett-policy-'))
    const [model, tokenizer] = ['stories260K.bin', 'tok512.bin'].map((place) => {
      return { place, bytes: readBytes('data/stories260k', place) }
    })
    for (const [name, bytes] of Object.entries(convertLlama2c(model!, tokenizer!)))
      await writeFile(join(folder, name), bytes)
    policy = await openPolicy(folder)
  })
  afterAll(async () => {
    await policy.close()
    await rm(folder, { recursive: true })
  })

  function request(prompt: GenerationPrompt, more: object = {}) {
    return generationRequest.parse({ prompt, seed: 1, settings: { temperature: 0 }, maxTokens: 60, ...more })
  }

  test('its tokenizer reads as the original does', async () => {
    const place = 'tokenizer.json'
    const bytes = convertLlama2c(
      { place: 'stories260K.bin', bytes: readBytes('data/stories260k/stories260K.bin') },
      { place: 'tok512.bin', bytes: readBytes('data/stories260k/tok512.bin') },
    )[place]!
    const tokenizer = await Tokenizer.open(bytes, place)
    const [ids] = await tokenizer.encode(['Once upon a time'], { addSpecialTokens: true })
    expect(ids).toEqual([1, 403, 407, 261, 378])
    const text = 'Lily’s mom said, “好” 🙂\n  two  spaces'
    const [all] = await tokenizer.encode([text], { addSpecialTokens: true })
    expect(await tokenizer.decode(all!, { skipSpecialTokens: true })).toBe(text)
  })

  test('the greedy story is the published one', async () => {
    const { text, finishReason, ids, promptIds } = await policy.generate(request('', { maxTokens: 100 }))
    expect(text.trimStart()).toMatch(
      /^Once upon a time, there was a little girl named Lily\. She loved to play outside in the park\. One day, she saw a big, red ball\. She wanted to play with it, but it was too high\.\nLily's mom said, "Lily, let's go to the park\."/,
    )
    expect([promptIds, finishReason, ids.length]).toEqual([[1], 'length', 100])
  })

  test('the same seed gives the same text, in whatever company; another seed another', async () => {
    const drawn = (seed: number) => request('Once upon a time', { seed, settings: { temperature: 1, topP: 0.95 } })
    const alone = await policy.generate(drawn(7))
    const others = [1, 2, 7, 3].map((seed) => policy.generate(drawn(seed)))
    const texts = (await Promise.all(others)).map(({ text }) => text)
    expect(texts[2]).toBe(alone.text)
    expect(new Set(texts).size).toBe(4)
  })

  test('what is shown as it is written is the text, and words keep their spaces', async () => {
    const pieces: string[] = []
    const shown = await policy.generate(request('Lily had a'), { onText: (piece) => pieces.push(piece) })
    const whole = await policy.generate(request('Lily had a'))
    expect(pieces.join('')).toBe(shown.text)
    expect(shown).toEqual(whole)
    expect(whole.text).toMatch(/^ \w/)
    expect(pieces.length).toBeGreaterThan(10)
  })

  test('a stop string ends the text and is no part of it', async () => {
    const { text } = await policy.generate(request('Once upon a time', { maxTokens: 200 }))
    const stop = text.slice(50, 60)
    const pieces: string[] = []
    const stopped = await policy.generate(request('Once upon a time', { maxTokens: 200, stop: ['zzz', stop] }), {
      onText: (piece) => pieces.push(piece),
    })
    expect(stopped).toMatchObject({ text: text.slice(0, text.indexOf(stop)), finishReason: 'stop' })
    expect(pieces.join('')).toBe(stopped.text)
  })

  test('log-probabilities are those of the model, the drawn token among the likeliest when greedy', async () => {
    const { tokens, ids } = await policy.generate(request('Once', { maxTokens: 8, topLogProbabilities: 3 }))
    expect(tokens!.map(({ id }) => id)).toEqual(ids)
    for (const { id, logProbability, likeliest } of tokens!) {
      expect(likeliest[0]).toMatchObject({ id, logProbability })
      expect(likeliest).toHaveLength(3)
      expect(likeliest.reduce((sum, token) => sum + Math.exp(token.logProbability), 0)).toBeLessThanOrEqual(1)
    }
  })

  test('one that is given up ends at once, and the others go on', async () => {
    const ending = new AbortController()
    const given = policy.generate(request('One', { maxTokens: 400 }), {
      signal: ending.signal,
      onText: () => ending.abort(new Error('enough')),
    })
    const other = policy.generate(request('Two', { maxTokens: 40 }))
    await expect(given).rejects.toThrow('enough')
    expect((await other).ids.length).toBeGreaterThan(0)
  })

  test('what has no room, unknown tokens and conversations it cannot take are refused by name', async () => {
    const refused = { code: 'PROMPT_REFUSED' }
    await expect(policy.generate(request('a b c d '.repeat(400)))).rejects.toMatchObject(refused)
    await expect(policy.generate(request([1, 512]))).rejects.toMatchObject(refused)
    const two = [
      { role: 'system' as const, content: 'Be brief.' },
      { role: 'user' as const, content: 'Hi' },
    ]
    await expect(policy.generate(request(two))).rejects.toMatchObject(refused)
    expect((await policy.generate(request([two[1]!]))).ids.length).toBeGreaterThan(0)
  })

  test('a folder that is no policy is refused by name', async () => {
    await expect(openPolicy(tmpdir())).rejects.toMatchObject({ code: 'MODEL_FILE_INVALID' })
  })
})
