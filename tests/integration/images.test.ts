import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../support/app.ts'

let product: TestApp
beforeAll(async () => {
  product = await createTestApp()
})
afterAll(() => product.close())

const get = (url: string, cookie?: string) =>
  product.app.inject({ url: `/api/images?url=${encodeURIComponent(url)}`, headers: cookie ? { cookie } : {} })

test('nothing is fetched for who is not logged in', async () => {
  const reply = await get('https://127.0.0.1/x.png')
  expect(reply.statusCode).toBe(401)
  expect(reply.json()).toMatchObject({ error: { code: 'UNAUTHENTICATED' } })
})

test('what is inside is not fetched for anybody', async () => {
  const cookie = await product.logIn('grace')
  for (const url of [
    'https://127.0.0.1/x.png',
    'https://localhost/x.png',
    'https://169.254.169.254/latest/meta-data',
  ]) {
    const reply = await get(url, cookie)
    expect(reply.statusCode, url).toBe(422)
    expect(reply.json()).toMatchObject({ error: { code: 'IMAGE_UNAVAILABLE' } })
  }
  expect((await get('', cookie)).statusCode).toBe(400)
})
