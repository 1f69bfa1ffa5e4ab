import { readFileSync } from 'node:fs'
import { ClientProblem, createClient } from '@plackett/client'
import openapiTS, { astToString } from 'openapi-typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callTrpc, createTestApp, type TestApp } from '../support/app.ts'
import { rankNext } from '../support/rank.ts'

let setting: TestApp
beforeAll(async () => {
  setting = await createTestApp()
})
afterAll(() => setting.close())

const ask = (url: string, headers: Record<string, string> = { authorization: setting.authorization }) =>
  setting.app.inject({ url, headers })

test('docs/openapi.json describes /v1 as it is', async () => {
  const description = (await ask('/v1/openapi.json')).json()
  expect(description.openapi).toBe('3.1.0')
  // `npx vitest run --project integration tests/integration/v1.test.ts -u` writes it anew.
  await expect(`${JSON.stringify(description, null, 2)}\n`).toMatchFileSnapshot('../../docs/openapi.json')
})

test('a key may what it was made for, and no more', async () => {
  const cookie = await setting.logIn('owner')
  const make = async (scopes: string[]) => {
    const made = await callTrpc(setting.app, {
      path: 'apiKey.create',
      kind: 'mutation',
      input: { name: 'k', scopes },
      cookie,
    })
    return { authorization: `Bearer ${(made.result as { key: string }).key}` }
  }
  const [read, write, score] = [await make(['read']), await make(['write']), await make(['score'])]
  expect((await ask('/v1/projects', read)).statusCode).toBe(200)
  for (const headers of [write, score]) {
    const refused = await ask('/v1/projects', headers)
    expect(refused.statusCode).toBe(403)
    expect(refused.json()).toMatchObject({ error: { code: 'API_KEY_SCOPE', details: { action: 'read' } } })
  }
  const post = (headers: Record<string, string>, url = '/v1/projects', payload: object = { name: 'By a key' }) =>
    setting.app.inject({ method: 'POST', url, headers, payload })
  expect((await post(read)).json()).toMatchObject({ error: { code: 'API_KEY_SCOPE' } })
  expect((await post(write)).statusCode).toBe(201)
  expect((await post(write, '/v1/score', { items: [] })).statusCode).toBe(403)
  expect((await post(score, '/v1/score', { items: [] })).json().error?.code).not.toBe('API_KEY_SCOPE')
})

test('an error is problem details, with the code where it has always been', async () => {
  const missing = await ask('/v1/projects/01900000-0000-7000-8000-000000000000')
  expect(missing.headers['content-type']).toContain('application/problem+json')
  expect(missing.json()).toMatchObject({
    ...{ type: 'urn:plackett:error:PROJECT_NOT_FOUND', status: 404, detail: expect.any(String) },
    error: { code: 'PROJECT_NOT_FOUND' },
  })
  for (const url of ['/v1/nothing', '/v1/projects/x', '/v1/tasks/x']) {
    expect((await ask(url)).headers['content-type']).toContain('application/problem+json')
  }
})

test('what did not change is not sent again, and the limits are told', async () => {
  const first = await ask('/v1/projects')
  expect(first.headers.etag).toMatch(/^"/)
  expect(Number(first.headers['ratelimit-remaining'])).toBeGreaterThan(0)
  const again = await ask('/v1/projects', {
    authorization: setting.authorization,
    'if-none-match': String(first.headers.etag),
  })
  expect(again.statusCode).toBe(304)
})

test('tasks and rankings come in pages that lead to each other', async () => {
  const { world } = setting
  const { id: projectId } = await world.project({ overlap: 1 })
  await world.prompts(projectId, 5)
  const ada = await world.person({ projectId, role: 'annotator' })
  for (let count = 0; count < 5; count += 1) await rankNext(ada, projectId)
  for (const noun of ['tasks', 'rankings']) {
    const ids: string[] = []
    let cursor = ''
    for (let pages = 0; cursor !== null && pages < 5; pages += 1) {
      const page = (await ask(`/v1/projects/${projectId}/${noun}?limit=2${cursor && `&cursor=${cursor}`}`)).json()
      ids.push(...page.items.map(({ id }: { id: string }) => id))
      cursor = page.nextCursor
    }
    expect(ids).toHaveLength(5)
    expect(new Set(ids).size).toBe(5)
  }
  expect((await ask(`/v1/projects/${projectId}/tasks?limit=0`)).statusCode).toBe(400)
  expect((await ask(`/v1/projects/${projectId}`)).json()).toMatchObject({ id: projectId, overlap: 1 })
  const members = (await ask(`/v1/projects/${projectId}/members`)).json()
  expect(members).toMatchObject([{ role: 'owner' }, { userId: ada.userId, role: 'annotator' }])
})

test('a download that broke off goes on where it was', async () => {
  const { world } = setting
  const { id: projectId } = await world.project({ overlap: 1 })
  await world.prompts(projectId, 3)
  const ada = await world.person({ projectId, role: 'annotator' })
  for (let count = 0; count < 3; count += 1) await rankNext(ada, projectId)
  const frozen = await setting.app.inject({
    method: 'POST',
    url: `/v1/projects/${projectId}/dataset-versions`,
    headers: { authorization: setting.authorization },
    payload: { idempotencyKey: world.key() },
  })
  const url = `/v1/dataset-versions/${frozen.json().id}/export?format=raw&compression=gzip`
  const whole = await ask(url)
  const rest = (range: string, ifRange = String(whole.headers.etag)) =>
    ask(url, { authorization: setting.authorization, range, 'if-range': ifRange })
  const size = whole.rawPayload.length
  const tail = await rest('bytes=100-')
  expect(tail.statusCode).toBe(206)
  expect(tail.headers['content-range']).toBe(`bytes 100-${size - 1}/${size}`)
  expect(tail.rawPayload.equals(whole.rawPayload.subarray(100))).toBe(true)
  expect((await rest(`bytes=${size}-`)).statusCode).toBe(416)
  expect((await rest('bytes=100-', '"another"')).statusCode).toBe(200)
  expect((await rest('bytes=100-200')).statusCode).toBe(200)
})

test('the types of the client are those of docs/openapi.json', async () => {
  const description = readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8')
  const types = readFileSync(new URL('../../packages/client/src/generated/v1.ts', import.meta.url), 'utf8')
  // `npm run generate` in packages/client writes them anew.
  expect(types).toContain(astToString(await openapiTS(description)))
})

test('the client speaks to /v1 by its types, and throws what is refused by its code', async () => {
  const address = await setting.app.listen({ host: '127.0.0.1', port: 0 })
  const client = createClient({ baseUrl: address, apiKey: setting.authorization.replace('Bearer ', '') })
  const made = await client.POST('/v1/projects', { body: { name: 'By the client' } })
  const projectId = made.data!.id
  const { data } = await client.GET('/v1/projects/{projectId}', { params: { path: { projectId } } })
  expect(data).toMatchObject({ name: 'By the client' })
  const freeze = client.POST('/v1/projects/{projectId}/dataset-versions', {
    params: { path: { projectId } },
    body: { idempotencyKey: 'a-key-of-mine' },
  })
  await expect(freeze).rejects.toMatchObject({ code: 'DATASET_EMPTY', status: 422 })
  const stranger = createClient({ baseUrl: address, apiKey: 'nobody' })
  await expect(stranger.GET('/v1/projects')).rejects.toBeInstanceOf(ClientProblem)
})
