import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ApiProcesses, startApis } from '../support/api-processes.ts'
import { aCrowd, annotate, auditAnswers } from '../support/virtual-annotators.ts'
import { createWorld, type World } from '../support/world.ts'

const secret = 'a secret for tests, of 32 characters'

let world: World
let apis: ApiProcesses
beforeAll(async () => {
  world = await createWorld()
  apis = await startApis(2, { databaseUrl: world.databaseUrl, home: world.home, secret })
}, 120_000)
afterAll(async () => {
  await apis?.stop()
  await world.close()
})

test('servers killed in the middle of their work lose no answer and give none twice', async () => {
  const { id: projectId } = await world.project({ overlap: 2 })
  await world.prompts(projectId, 40)
  const cookies = await aCrowd(world.db, { projectId, people: 12, secret })
  const work = annotate({ urls: apis.urls, cookies, projectId, thinkMs: 100, forMs: 120_000 })
  let isDone = false
  const kills = (async () => {
    for (let kill = 0; !isDone && kill < 3; kill += 1) {
      await pause(400)
      await apis.crash(kill % 2)
    }
  })()
  const { acknowledged, refused } = await work
  isDone = true
  await kills
  expect(refused).toEqual([])
  const audit = await auditAnswers(world.db, projectId, acknowledged)
  expect(audit).toEqual({ answers: 80, duplicates: 0, tooMany: 0, lost: 0, miscounted: 0 })
  expect(acknowledged).toHaveLength(80)
}, 240_000)
