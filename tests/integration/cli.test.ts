import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { RankingRecord } from '@plackett/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { finished, startPlackett } from '../support/run-plackett.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plackett-cli-'))
  await writeFile(join(folder, 'data.jsonl'), jsonl(rankings(120)))
  await writeFile(join(folder, 'test.jsonl.gz'), gzipSync(jsonl(rankings(30, 'test'))))
  await writeFile(join(folder, 'bad.jsonl'), `${jsonl(rankings(3))}{\n${jsonl([{ ...rankings(1)[0]!, ranks: [1] }])}`)
  await writeFile(join(folder, 'empty.jsonl'), '')
  await plackett('train', '--data', 'data.jsonl', '--out', 'model')
}, 60_000)

afterAll(() => rm(folder, { recursive: true }))

/** Rankings in which the longer of three answers is better, but for the topic that it is about. */
function rankings(count: number, topic = 'topic'): RankingRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${topic}-${index}`,
    prompt: `Tell me about ${topic} ${index}.`,
    completions: [1, 2, 3].map((words) => ({ text: `Well, ${'it is so good '.repeat(words + (index % 3))}indeed.` })),
    ranks: [3, 2, 1],
  }))
}

function jsonl(rows: object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}

function plackett(...args: string[]) {
  return finished(startPlackett(args, { cwd: folder }))
}

describe('train', () => {
  test('prints one JSON object with the figures, and writes a whole model', async () => {
    const { status, stdout, stderr } = await plackett('train', '--data', 'data.jsonl', '--out', 'json', '--json')
    expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringContaining('training on') })
    const result = JSON.parse(stdout)
    for (const field of ['accuracy', 'lengthBaseline', 'pairs', 'prompts', 'seconds', 'seed']) {
      expect(result[field]).toBeTypeOf('number')
    }
    expect(result).toMatchObject({ seed: 1, pairs: 36, prompts: 12, skippedLines: 0, model: 'json' })
    expect(result.modelHash).toMatch(/^[0-9a-f]{64}$/)
    expect(await readdir(join(folder, 'json'))).toContain('model.onnx')
  })

  test('the same data and seed give the same hash, another seed another', async () => {
    const hashOf = async (...flags: string[]) => {
      const { stdout } = await plackett('train', '--data', 'data.jsonl', '--out', 'again', '--json', ...flags)
      return JSON.parse(stdout).modelHash as string
    }
    const [one, two, other] = [await hashOf(), await hashOf(), await hashOf('--seed', '2')]
    expect(one).toBe(two)
    expect(one).not.toBe(other)
  })

  test('with --test the figures are of that file', async () => {
    const flags = ['--test', 'test.jsonl.gz', '--out', 'tested', '--json']
    const { stdout } = await plackett('train', '--data', 'data.jsonl', ...flags)
    expect(JSON.parse(stdout)).toMatchObject({ pairs: 90, prompts: 30, trainRankings: 120 })
  })

  test('a test file that shares groups with the data is called out', async () => {
    const { stderr, status } = await plackett('train', '--data', 'data.jsonl', '--test', 'data.jsonl', '--out', 'leak')
    expect(status).toBe(0)
    expect(stderr).toContain('120 groups of the test file are in the training data too')
  })

  test('bad lines stop the run with file, line and reason, and nothing is written', async () => {
    const { status, stdout, stderr } = await plackett('train', '--data', 'data.jsonl', 'bad.jsonl', '--out', 'none')
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('bad.jsonl:4: The line is not valid JSON: ')
    expect(stderr).toContain('bad.jsonl:5: ranks: There are 1 ranks for 3 completions.')
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })

  test('--skip-bad-lines leaves them out and counts them', async () => {
    const flags = ['--out', 'skipped', '--skip-bad-lines', '--json']
    const { status, stdout, stderr } = await plackett('train', '--data', 'data.jsonl', 'bad.jsonl', ...flags)
    expect(status).toBe(0)
    expect(JSON.parse(stdout).skippedLines).toBe(2)
    expect(stderr).toContain('skipped 2 bad lines')
  })

  test('a folder with other things in it is not touched', async () => {
    await mkdir(join(folder, 'mine'), { recursive: true })
    await writeFile(join(folder, 'mine', 'notes.txt'), 'mine')
    expect((await plackett('train', '--data', 'data.jsonl', '--out', 'mine')).status).toBe(2)
    expect(await readdir(join(folder, 'mine'))).toEqual(['notes.txt'])
  })

  test('a place that cannot be written is refused before any work', async () => {
    const { status, stderr } = await plackett('train', '--data', 'data.jsonl', '--out', 'data.jsonl/model')
    expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining('could not be written') })
    expect(stderr).not.toContain('training on')
  })

  test('data that prefers nothing is bad input', async () => {
    await writeFile(join(folder, 'ties.jsonl'), jsonl(rankings(20).map((record) => ({ ...record, ranks: [1, 1, 1] }))))
    const { status, stderr } = await plackett('train', '--data', 'ties.jsonl', '--out', 'ties')
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining('no comparisons') })
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it cleanly and leaves nothing half-written', async (signal) => {
    const child = startPlackett(['train', '--data', 'data.jsonl', '--epochs', '1000', '--out', 'ended'], {
      cwd: folder,
    })
    child.stderr?.once('data', () => child.kill(signal))
    const { status, stdout, stderr } = await finished(child)
    expect({ status, stdout }).toEqual({ status: signal === 'SIGINT' ? 130 : 143, stdout: '' })
    expect(stderr).toContain('interrupted')
    expect((await readdir(folder)).filter((name) => name.includes('ended'))).toEqual([])
  })
})

describe('wrong usage is status 2 and says what is wrong', () => {
  test.each([
    [['frobnicate'], "unknown command 'frobnicate'"],
    [['train', '--data', 'data.jsonl'], "required option '--out <dir>' not specified"],
    [['train', '--out', 'x'], "required option '--data <file...>' not specified"],
    [['train', '--data', 'data.jsonl', '--out', 'x', '--split', '1.5'], 'A number above 0, at most 1, is needed'],
    [['train', '--data', 'data.jsonl', '--out', 'x', '--seed', '-1'], 'A whole number from 0 is needed'],
    [['train', '--data', 'data.jsonl', '--out', 'x', '--epochs', '0'], 'A whole number from 1 to 1000 is needed'],
    [['train', '--data', 'data.jsonl', '--out', 'x', '--objective', 'hope'], 'Allowed choices are pairwise, listwise'],
    [['train', '--data', 'data.jsonl', '--out', 'x', '--frob'], "unknown option '--frob'"],
    [['train', '--data', 'nowhere.jsonl', '--out', 'x'], 'nowhere.jsonl could not be read: there is no such file'],
    [['train', '--data', 'data.jsonl', 'empty.jsonl', '--out', 'x'], 'empty.jsonl: The file has no lines.'],
    [['train', '--data', '.', '--out', 'x'], 'could not be read: it is a folder'],
    [['evaluate', '--model', 'nowhere', '--data', 'data.jsonl'], 'The model in nowhere cannot be used'],
    [['score', '--model', 'model', '--input', 'nowhere.jsonl'], 'there is no such file'],
    [['convert', '--from', 'trl', '--to', 'parchment', 'a', 'b'], 'Allowed choices are plackett, trl'],
    [['convert', '--from', 'trl', '--to', 'plackett', 'a'], "missing required argument 'out'"],
  ])('%j', async (args, message) => {
    const { status, stdout, stderr } = await plackett(...args)
    expect({ status, stdout, stderr }).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining(message),
    })
  })

  test('--help and --version go to stdout with status 0', async () => {
    expect(await plackett('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: plackett') })
    expect(await plackett('--version')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  })
})

describe('evaluate', () => {
  test('reports on files, as JSON or in words', async () => {
    const json = await plackett('evaluate', '--model', 'model', '--data', 'test.jsonl.gz', '--json')
    expect(JSON.parse(json.stdout)).toMatchObject({ pairs: 90, prompts: 30, seed: 1, modelHash: expect.any(String) })
    const words = await plackett('evaluate', '--model', 'model', '--data', 'test.jsonl.gz')
    expect(words).toMatchObject({ status: 0, stdout: expect.stringContaining('length baseline') })
  })
})

describe('score', () => {
  const item = { id: 'a', prompt: 'Hello', completion: 'Well, it is so good indeed.' }

  test('gives each line its reward, on stdout or into a file', async () => {
    const lines = [item, { ...item, completion: '' }, rankings(1)[0]!]
    const args = ['score', '--model', 'model', '--input', '-']
    const { status, stdout } = await finished(startPlackett(args, { cwd: folder }), jsonl(lines))
    const [scored, empty, ranking] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(status).toBe(0)
    expect(scored).toEqual({ ...item, reward: expect.any(Number) })
    expect(empty).toMatchObject({ reward: null, error: { code: 'EMPTY_COMPLETION' } })
    expect(ranking.rewards).toHaveLength(3)
    await writeFile(join(folder, 'lines.jsonl'), jsonl(lines))
    await plackett('score', '--model', 'model', '--input', 'lines.jsonl', '--output', 'scored.jsonl.gz')
    expect(gunzipSync(await readFile(join(folder, 'scored.jsonl.gz'))).toString()).toBe(stdout)
  })

  test('selects the best of each prompt', async () => {
    const [ranking] = rankings(1)
    const args = ['score', '--model', 'model', '--input', '-']
    const { stdout: all } = await finished(startPlackett(args, { cwd: folder }), jsonl([ranking!]))
    const { stdout } = await finished(startPlackett([...args, '--select', 'best'], { cwd: folder }), jsonl([ranking!]))
    const rewards = JSON.parse(all).rewards as number[]
    const reward = Math.max(...rewards)
    const completion = ranking!.completions[rewards.indexOf(reward)]!.text
    expect(JSON.parse(stdout)).toEqual({ id: ranking!.id, prompt: ranking!.prompt, completion, reward, of: 3 })
  })

  test('a run that was killed goes on where it was, to the same file', async () => {
    await writeFile(join(folder, 'long.jsonl'), jsonl(rankings(4_000)))
    const flags = ['score', '--model', 'model', '--input', 'long.jsonl', '--output']
    await plackett(...flags, 'whole.jsonl')
    const killed = startPlackett([...flags, 'steps.jsonl', '--resume'], { cwd: folder })
    const state = join(folder, 'steps.jsonl.part.json')
    while (!/"read":[1-9]/.test(await readFile(state, 'utf8').catch(() => ''))) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    killed.kill('SIGKILL')
    await finished(killed)
    expect(await readdir(folder)).not.toContain('steps.jsonl')
    const other = await plackett(...flags, 'steps.jsonl', '--resume', '--select', 'best')
    expect(other).toMatchObject({ status: 2, stderr: expect.stringContaining('steps.jsonl.part was begun with') })
    const { status, stderr } = await plackett(...flags, 'steps.jsonl', '--resume')
    expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringMatching(/going on after line [1-9]/) })
    expect(await readFile(join(folder, 'steps.jsonl'), 'utf8')).toBe(
      await readFile(join(folder, 'whole.jsonl'), 'utf8'),
    )
    expect((await readdir(folder)).filter((name) => name.includes('.part'))).toEqual([])
  })

  test('a bad line leaves no output file', async () => {
    await writeFile(join(folder, 'one-bad.jsonl'), `${jsonl([item])}{"prompt":"p"}\n`)
    const flags = ['--model', 'model', '--input', 'one-bad.jsonl', '--output', 'partial.jsonl']
    const { status, stderr } = await plackett('score', ...flags)
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining('one-bad.jsonl:2: ') })
    expect((await readdir(folder)).filter((name) => name.startsWith('partial'))).toEqual([])
    expect((await plackett('score', ...flags, '--skip-bad-lines')).status).toBe(0)
    expect(await readdir(folder)).toContain('partial.jsonl')
  })

  test('a reader that leaves ends it quietly', async () => {
    await writeFile(join(folder, 'many.jsonl'), jsonl(rankings(3_000)))
    const child = startPlackett(['score', '--model', 'model', '--input', 'many.jsonl'], { cwd: folder })
    child.stdout?.once('data', () => child.stdout?.destroy())
    expect(await finished(child)).toMatchObject({ status: 0, stderr: '' })
  })
})

describe('convert', () => {
  test('goes from file to file and from stdin to stdout, and tells what is lost', async () => {
    const flags = ['convert', '--from', 'plackett', '--to', 'trl']
    const tied = { ...rankings(1)[0]!, ranks: [1, 1, 2] }
    const { status, stdout, stderr } = await finished(
      startPlackett([...flags, '-', '-'], { cwd: folder }),
      jsonl([tied]),
    )
    expect(status).toBe(0)
    expect(stdout.trimEnd().split('\n')).toHaveLength(2)
    expect(stderr).toBe('lost: 1 × a tie, for which the format has no row\nconverted 1 rankings\n')
    await plackett(...flags, 'data.jsonl', 'data.trl.jsonl.gz')
    const { stdout: json } = await plackett('evaluate', '--model', 'model', '--data', 'data.trl.jsonl.gz', '--json')
    expect(JSON.parse(json)).toMatchObject({ pairs: 360, prompts: 120 })
  })

  test('a bad line or a place that cannot be written leaves what was there', async () => {
    await writeFile(join(folder, 'kept.jsonl'), 'kept')
    const flags = ['convert', '--from', 'plackett', '--to', 'trl', 'bad.jsonl']
    expect((await plackett(...flags, 'kept.jsonl')).status).toBe(2)
    expect(await readFile(join(folder, 'kept.jsonl'), 'utf8')).toBe('kept')
    const unwritable = await plackett(...flags, 'no/such/folder.jsonl')
    expect(unwritable).toMatchObject({ status: 1, stderr: expect.stringContaining('could not be written') })
  })
})

describe('serve', () => {
  async function serve(env: NodeJS.ProcessEnv = {}, ...flags: string[]) {
    const child = startPlackett(['serve', '--model', 'model', '--port', '0', ...flags], { cwd: folder, env })
    const end = finished(child)
    const url = await new Promise<string>((resolve) => child.stdout?.once('data', (text) => resolve(`${text}`.trim())))
    return { child, end, url }
  }

  const score = (url: string, headers = {}) =>
    fetch(`${url}/v1/score`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ items: [{ prompt: 'p', completion: 'c' }] }),
    })

  test('answers until it is ended, asks for the key that it was given, and ends with status 0', async () => {
    const { child, end, url } = await serve({ PLACKETT_API_KEY: 'secret' })
    expect((await score(url)).status).toBe(401)
    const response = await score(url, { authorization: 'Bearer secret' })
    expect(await response.json()).toMatchObject({ results: [{ reward: expect.any(Number) }] })
    child.kill('SIGINT')
    expect(await end).toMatchObject({ status: 0, stderr: '' })
  })

  test('a taken port is said so', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as { port: number }
    const { status, stderr } = await plackett('serve', '--model', 'model', '--port', String(port))
    taken.close()
    expect({ status, stderr }).toMatchObject({ status: 2, stderr: expect.stringContaining(`port ${port}`) })
  })
})
