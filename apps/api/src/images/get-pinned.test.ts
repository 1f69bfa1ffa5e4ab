import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { getPinned } from './get-pinned.ts'

test('the connection goes to the address given, under the name of the URL, which is not resolved again', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const greeted = once(server, 'connection').then(async ([socket]: Socket[]) => {
    const [hello] = (await once(socket!, 'data')) as [Buffer]
    socket!.destroy()
    return hello.toString('latin1')
  })
  const asked = getPinned(new URL(`https://pictures.invalid:${port}/x`), '127.0.0.1', AbortSignal.timeout(5_000))
  await expect(asked).rejects.toThrow()
  expect(await greeted).toContain('pictures.invalid')
  server.close()
})
