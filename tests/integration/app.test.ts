import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInvitation, ensureApiKey, ensureOwner, loadSampleProject } from '@plackett/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callTrpc, createTestApp, password, signIn, type TestApp } from '../support/app.ts'

let setting: TestApp
let screens: Server
let owner: string

beforeAll(async () => {
  screens = createServer((request, response) => response.end(`screen ${request.url}`)).listen(0, '127.0.0.1')
  await once(screens, 'listening')
  setting = await createTestApp({ webUrl: `http://127.0.0.1:${(screens.address() as AddressInfo).port}` })
  owner = await setting.logIn('owner')
})
afterAll(async () => {
  await setting.close()
  screens.close()
})

function accept(token: string, email: string) {
  const input = { token, name: 'Somebody', email, password }
  return callTrpc(setting.app, { path: 'invitation.accept', kind: 'mutation', input })
}

const tokenOf = (url: string) => new URL(url).searchParams.get('token')!

test('the set-up link makes one owner, is replaced by each start, and ends when there is an owner', async () => {
  const fresh = await createTestApp()
  const nobody = fresh.app.scopeFor({ kind: 'anonymous' })
  const [first, second] = [await ensureOwner(nobody, null), await ensureOwner(nobody, null)].map((url) => tokenOf(url!))
  const me = { path: 'session.me', kind: 'query' }
  const take = (token: string, name: string) =>
    callTrpc(fresh.app, {
      path: 'invitation.accept',
      kind: 'mutation',
      input: { token, name, email: `${name}@example.org`, password },
    })
  expect((await callTrpc(fresh.app, me)).result).toMatchObject({ needsSetup: true })
  expect((await take(first!, 'late')).code).toBe('INVITATION_INVALID')
  const codes = (await Promise.all(['one', 'two', 'three'].map((name) => take(second!, name)))).map(({ code }) => code)
  expect(codes.sort()).toEqual(['INVITATION_INVALID', 'INVITATION_INVALID', undefined])
  expect(await fresh.world.db.user.count({ where: { isOwner: true } })).toBe(1)
  expect(await ensureOwner(nobody, null)).toBeNull()
  expect((await callTrpc(fresh.app, me)).result).toMatchObject({ needsSetup: false })
  await fresh.close()
})

test('the owner’s account from the environment is made once', async () => {
  const fresh = await createTestApp()
  const nobody = fresh.app.scopeFor({ kind: 'anonymous' })
  const credentials = { email: 'Env@example.org', password }
  expect(await Promise.all([1, 2, 3].map(() => ensureOwner(nobody, credentials)))).toEqual([null, null, null])
  expect(await fresh.world.db.user.count({ where: { isOwner: true } })).toBe(1)
  expect(await signIn(fresh.app, 'env@example.org')).toContain('session_token')
  await fresh.close()
})

test('nobody can sign up without an invitation', async () => {
  const payload = { name: 'Mallory', email: 'mallory@example.org', password }
  const reply = await setting.app.inject({ method: 'POST', url: '/api/auth/sign-up/email', payload })
  expect(reply.statusCode).toBe(404)
  expect(await setting.world.db.user.count({ where: { email: 'mallory@example.org' } })).toBe(0)
})

test('an invitation for an address is for that address, makes one account, and leaves nothing when it fails', async () => {
  const { id: projectId } = await setting.world.project()
  const scope = setting.app.scopeFor({ kind: 'automation' })
  const { url } = await createInvitation(scope, { projectId, role: 'engineer', email: 'Invited@example.org' })
  expect((await accept(tokenOf(url), 'other@example.org')).code).toBe('EMAIL_MISMATCH')
  expect((await accept(tokenOf(url), 'invited@example.org')).code).toBeUndefined()
  const second = await createInvitation(scope, { projectId, role: 'engineer' })
  expect((await accept(tokenOf(second.url), 'INVITED@example.org')).code).toBe('EMAIL_TAKEN')
  // The failed attempt did not use the link up.
  expect((await accept(tokenOf(second.url), 'next@example.org')).code).toBeUndefined()
})

test('who has an account joins by the link instead, and never loses a greater role', async () => {
  const { id: projectId } = await setting.world.project()
  const cookie = await setting.logIn('joiner', { projectId, role: 'engineer' })
  const scope = setting.app.scopeFor({ kind: 'automation' })
  const { url } = await createInvitation(scope, { projectId, role: 'annotator' })
  const input = { token: tokenOf(url) }
  expect((await callTrpc(setting.app, { path: 'invitation.join', kind: 'mutation', input, cookie })).result).toEqual({
    projectId,
  })
  const project = await callTrpc(setting.app, { path: 'project.get', kind: 'query', input: { projectId }, cookie })
  expect(project.result).toMatchObject({ role: 'engineer' })
})

test('the last owner of a project stays, also when two remove each other at once', async () => {
  const { id: projectId } = await setting.world.project()
  const one = await setting.logIn('first-owner', { projectId, role: 'owner' })
  const two = await setting.logIn('second-owner', { projectId, role: 'owner' })
  const { db } = setting.world
  await db.membership.deleteMany({ where: { projectId, userId: 'u1' } })
  const ids = await Promise.all(
    ['first-owner', 'second-owner'].map(async (name) => (await db.user.findFirstOrThrow({ where: { name } })).id),
  )
  const remove = (userId: string, cookie: string) =>
    callTrpc(setting.app, { path: 'project.removeMember', kind: 'mutation', input: { projectId, userId }, cookie })
  const codes = await Promise.all([remove(ids[1]!, one), remove(ids[0]!, two)])
  expect(codes.map(({ code }) => code)).toContain('LAST_OWNER')
  expect(await db.membership.count({ where: { projectId, role: 'owner' } })).toBe(1)
})

test('the session cookie cannot be read by scripts, and its secret is in no body', async () => {
  const payload = { email: 'owner@example.org', password }
  const reply = await setting.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload })
  expect(reply.headers['set-cookie']).toMatch(/^plackett\.session_token=.*HttpOnly; SameSite=Lax/)
  expect(reply.json()).toEqual({})
})

test('behind https the cookie is secure', async () => {
  const secure = await createTestApp({ publicUrl: 'https://plackett.example.org' })
  expect(await secure.logIn('owner')).toMatch(/^__Secure-plackett\.session_token=/)
  await secure.close()
})

test('logging out ends the session on the server', async () => {
  const cookie = await signIn(setting.app, 'owner@example.org')
  const out = await setting.app.inject({ method: 'POST', url: '/api/auth/sign-out', headers: { cookie }, payload: {} })
  expect(out.statusCode).toBe(200)
  expect((await callTrpc(setting.app, { path: 'session.me', kind: 'query', cookie })).result).toMatchObject({
    user: null,
  })
})

test('guessing passwords is slowed down, by address', async () => {
  const attempt = (remoteAddress: string) =>
    setting.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      remoteAddress,
      // What a client says of its own address is not believed.
      headers: { 'x-forwarded-for': `${Math.random()}`, 'x-plackett-client-address': `${Math.random()}` },
      payload: { email: 'owner@example.org', password: 'wrong password' },
    })
  for (let count = 0; count < 20; count += 1) expect((await attempt('10.1.2.3')).statusCode).toBe(401)
  const refused = await attempt('10.1.2.3')
  expect(refused.json()).toMatchObject({ error: { code: 'RATE_LIMITED' } })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await attempt('10.1.2.4')).statusCode).toBe(401)
})

test.each([
  ['http://localhost:4400', 'localhost:4400', 200],
  ['http://127.0.0.1:4400', '127.0.0.1:4400', 200],
  ['http://localhost:4400', 'proxy.internal:80', 200],
  ['http://localhost:9999', 'localhost:4400', 403],
  ['http://evil.example', 'localhost:4400', 403],
  ['null', 'localhost:4400', 403],
  [undefined, 'localhost:4400', 200],
])('a write from a page of %s at %s gives %i', async (origin, host, status) => {
  const reply = await setting.app.inject({
    method: 'POST',
    url: '/trpc/project.create',
    headers: { cookie: owner, host, ...(origin && { origin }) },
    payload: { json: { name: 'From somewhere' } },
  })
  expect(reply.statusCode).toBe(status)
})

test('an API key acts as who made it, can be ended, and expires', async () => {
  const { world, app } = setting
  const { id: projectId } = await world.project()
  const cookie = await setting.logIn('key-maker', { projectId, role: 'engineer' })
  const made = await callTrpc(app, {
    path: 'apiKey.create',
    kind: 'mutation',
    input: { name: 'k', expiresInDays: 1 },
    cookie,
  })
  const { id, key } = made.result as { id: string; key: string }
  const ask = (url: string, given = key) => app.inject({ url, headers: { authorization: `Bearer ${given}` } })
  expect((await ask('/v1/projects')).json()).toMatchObject([{ id: projectId, role: 'engineer' }])
  const other = await world.project()
  expect((await ask(`/v1/projects/${other.id}/progress`)).json()).toMatchObject({
    error: { code: 'PROJECT_NOT_FOUND' },
  })
  expect(JSON.stringify(await world.db.apiKey.findMany())).not.toContain(key)
  const list = await callTrpc(app, { path: 'apiKey.list', kind: 'query', cookie })
  expect(list.result).toMatchObject([{ id, start: key.slice(0, 10), lastUsedAt: expect.any(String) }])
  for (const wrong of [`${key}x`, key.slice(1), '', 'Bearer']) {
    expect((await ask('/v1/projects', wrong)).json()).toMatchObject({ error: { code: 'API_KEY_INVALID' } })
  }
  await callTrpc(app, { path: 'apiKey.revoke', kind: 'mutation', input: { id }, cookie })
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect((await ask('/v1/projects')).statusCode).toBe(401)
})

test('the installation’s own key is the one that is set, and no other', async () => {
  const { world, app } = setting
  const ask = (key: string) => app.inject({ url: '/v1/projects', headers: { authorization: `Bearer ${key}` } })
  await ensureApiKey(world.owner, 'the-second-key-of-all-keys')
  expect((await ask('the-second-key-of-all-keys')).statusCode).toBe(200)
  await ensureApiKey(world.owner, null)
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect((await ask('the-second-key-of-all-keys')).statusCode).toBe(401)
  await ensureApiKey(world.owner, 'automation-key-for-tests')
})

test('what is not the API’s own comes from the screens; what is and is not there, is said in JSON', async () => {
  const page = await setting.app.inject('/projects/1?tab=2')
  expect(page.payload).toBe('screen /projects/1?tab=2')
  expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  for (const url of ['/api/nothing', '/v1/nothing', '/trpc/no.such', '/health/no']) {
    const reply = await setting.app.inject(url)
    expect([401, 404]).toContain(reply.statusCode)
    expect(JSON.parse(reply.payload)).toHaveProperty('error')
  }
})

test.each([
  ['{"json":', 'BODY_NOT_JSON'],
  ['', 'INVALID_INPUT'],
  ['[]', 'INVALID_INPUT'],
  ['{"json":{"name":""}}', 'INVALID_INPUT'],
  ['{"json":{"name":"a\\u0000b"}}', 'INVALID_INPUT'],
  [`{"json":{"name":"${'x'.repeat(121)}"}}`, 'INVALID_INPUT'],
  ['{"json":{"__proto__":{"name":"x"}}}', 'INVALID_INPUT'],
])('the body %s is refused as %s', async (payload, code) => {
  const headers = { cookie: owner, 'content-type': 'application/json' }
  const reply = await setting.app.inject({ method: 'POST', url: '/trpc/project.create', headers, payload })
  expect(reply.statusCode).toBe(400)
  expect(reply.payload).toContain(`"${code}"`)
})

test('a body that is too large is refused', async () => {
  const headers = { cookie: owner, 'content-type': 'application/json' }
  const payload = Buffer.alloc(17 * 1024 * 1024, ' ')
  const reply = await setting.app.inject({ method: 'POST', url: '/trpc/project.create', headers, payload })
  expect(reply.json()).toMatchObject({ error: { code: 'BODY_TOO_LARGE' } })
})

test('a frozen version is downloaded with a session and with a key', async () => {
  const { app, world, authorization } = setting
  const { id: projectId } = await loadSampleProject(world.owner)
  const frozen = await app.inject({
    method: 'POST',
    url: `/v1/projects/${projectId}/dataset-versions`,
    headers: { authorization },
    payload: { idempotencyKey: world.key() },
  })
  expect(frozen.statusCode).toBe(201)
  const { id, counts } = frozen.json()
  const session = await app.inject({
    url: `/api/dataset-versions/${id}/export?format=trl&split=train`,
    headers: { cookie: owner },
  })
  const key = await app.inject({ url: `/v1/dataset-versions/${id}/export?split=train`, headers: { authorization } })
  expect(session.headers['content-disposition']).toBe('attachment; filename="dataset-v1-train.trl.jsonl"')
  expect(session.payload).toBe(key.payload)
  const lines = session.payload.trimEnd().split('\n')
  expect(lines.length).toBeLessThanOrEqual(counts.train.comparisons)
  expect(Object.keys(JSON.parse(lines[0]!)).slice(0, 3)).toEqual(['prompt', 'chosen', 'rejected'])
  const wrong = await app.inject({ url: `/v1/dataset-versions/${id}/export?format=xls`, headers: { authorization } })
  expect(wrong.json()).toMatchObject({ error: { code: 'INVALID_INPUT' } })
})

test('the description of /v1 names each of its paths', async () => {
  const { paths } = (await setting.app.inject('/v1/openapi.json')).json()
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining(['/v1/score', '/v1/projects', '/v1/training-runs/{trainingRunId}']),
  )
})

test('it says whether it lives and whether it can work', async () => {
  expect((await setting.app.inject('/health')).json()).toEqual({ status: 'ok' })
  expect((await setting.app.inject('/health/ready')).json()).toEqual({ status: 'ready' })
})
