import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WebhookEvent } from '@plackett/contracts'
import { freezeDatasetVersionInput } from '@plackett/contracts'
import {
  createWebhook,
  endWebhook,
  freezeDatasetVersion,
  listDeliveries,
  listWebhooks,
  loadDelivery,
  noteAttempt,
  replayDelivery,
} from '@plackett/core'
import { deliverWebhook, isPublicAddress, sendWebhook } from '@plackett/worker/webhooks'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rankNext } from '../support/rank.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
let server: Server
let url: string
let answer = 200
const received: { headers: IncomingHttpHeaders; body: string }[] = []

beforeAll(async () => {
  world = await createWorld()
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      response.writeHead(answer, { location: 'http://127.0.0.1:1/' }).end('thanks')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
})
afterAll(async () => {
  server.close()
  await world.close()
})

async function aHook(events: WebhookEvent[], allowPrivate = true) {
  const { id: projectId } = await world.project({ overlap: 1 })
  await world.prompts(projectId, 1)
  const hook = await createWebhook(world.owner, { projectId, url, events, allowPrivate })
  const ada = await world.person({ projectId, role: 'annotator' })
  const deliveries = async () => (await listDeliveries(world.owner, { webhookId: hook.id, limit: 50 })).items
  return { projectId, hook, ada, deliveries }
}

test('who wants to know is told of what happened, signed as Standard Webhooks are', async () => {
  const { projectId, hook, ada, deliveries } = await aHook([
    'ranking.submitted',
    'task.completed',
    'dataset_version.frozen',
  ])
  const ranking = await rankNext(ada, projectId)
  const wish = { projectId, idempotencyKey: world.key() }
  await freezeDatasetVersion(world.owner, freezeDatasetVersionInput.parse(wish))
  const pending = await deliveries()
  expect(pending.map(({ event, status }) => [event, status])).toEqual([
    ['dataset_version.frozen', 'pending'],
    ['task.completed', 'pending'],
    ['ranking.submitted', 'pending'],
  ])
  answer = 204
  for (const { id } of pending) await deliverWebhook(world.owner, id)
  const [first] = received.splice(0).reverse()
  const told = new Webhook(hook.secret).verify(first!.body, first!.headers as Record<string, string>)
  expect(told).toMatchObject({ type: 'ranking.submitted', data: { projectId, rankingId: ranking.id } })
  expect(() => new Webhook(hook.secret).verify(`${first!.body} `, first!.headers as Record<string, string>)).toThrow()
  expect((await deliveries()).every(({ status, lastStatus }) => status === 'delivered' && lastStatus === 204)).toBe(
    true,
  )
  await deliverWebhook(world.owner, pending[0]!.id)
  expect(received).toEqual([])
})

test('what does not arrive is tried again by the queue, and is said; a redirect is no arrival', async () => {
  const { projectId, ada, deliveries } = await aHook(['ranking.submitted'])
  await rankNext(ada, projectId)
  const [delivery] = await deliveries()
  for (const status of [500, 302, 404]) {
    answer = status
    await expect(deliverWebhook(world.owner, delivery!.id)).rejects.toThrow(String(status))
  }
  expect(await deliveries()).toMatchObject([{ status: 'pending', attempts: 3, lastStatus: 404 }])
  for (let attempt = 3; attempt < 13; attempt += 1)
    await noteAttempt(world.owner, delivery!.id, { status: null, problem: 'x' })
  expect(await deliveries()).toMatchObject([{ status: 'failed', attempts: 13, lastProblem: 'x' }])
  expect(await loadDelivery(world.owner, delivery!.id)).toBe(null)
  answer = 200
  const again = await replayDelivery(world.owner, { deliveryId: delivery!.id })
  expect(again.messageId).toBe(delivery!.messageId)
  await deliverWebhook(world.owner, again.id)
  expect(await deliveries()).toMatchObject([{ status: 'delivered' }, { status: 'failed' }])
  received.splice(0)
})

test('410 Gone ends the webhook, and nothing more is sent', async () => {
  const { projectId, ada, deliveries } = await aHook(['ranking.submitted'])
  await rankNext(ada, projectId)
  answer = 410
  await deliverWebhook(world.owner, (await deliveries())[0]!.id)
  expect(await listWebhooks(world.owner, { projectId })).toMatchObject([{ endedAt: expect.any(Date) }])
  await world.prompts(projectId, 2)
  await rankNext(ada, projectId)
  expect(await deliveries()).toHaveLength(1)
  received.splice(0)
})

test('nothing is sent into the private network unless the installation’s owner allows it', async () => {
  const { projectId, hook, ada, deliveries } = await aHook(['ranking.submitted'], false)
  await rankNext(ada, projectId)
  const { id } = (await deliveries())[0]!
  await expect(deliverWebhook(world.owner, id)).rejects.toThrow('not a public address')
  const target = (to: string) => ({ messageId: 'm', payload: {}, url: to, secret: hook.secret, allowPrivate: false })
  for (const to of [
    'http://localhost/',
    'http://[::1]/',
    'http://169.254.169.254/latest',
    'http://0x7f.1/',
    'http://2130706433/',
  ]) {
    expect(await sendWebhook(target(to), new Date())).toMatchObject({
      status: null,
      problem: expect.stringContaining('public'),
    })
  }
  expect(received).toEqual([])
  const engineer = await world.person({ projectId, role: 'owner' })
  const wish = { projectId, url, events: ['ranking.submitted' as const], allowPrivate: true }
  await expect(createWebhook(engineer, wish)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect(await endWebhook(engineer, { webhookId: hook.id })).toMatchObject({ endedAt: expect.any(Date) })
})

test.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['127.0.0.1', false],
  ['10.0.0.1', false],
  ['172.16.3.4', false],
  ['192.168.1.1', false],
  ['100.64.0.1', false],
  ['169.254.169.254', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['::', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['::ffff:10.0.0.1', false],
  ['no address', false],
])('%s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic)
})
