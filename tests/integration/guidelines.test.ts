import { listGuidelines, updateProject, viewGuidelines, viewProject } from '@plackett/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lease, submit } from '../support/rank.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

async function aProject() {
  const { id: projectId } = await world.project({ guidelines: 'Be kind.', overlap: 1 })
  await world.prompts(projectId, 4)
  return { projectId, ada: await world.person({ projectId, role: 'annotator' }) }
}

test('another text is a new version, the same text is none, and every text stays', async () => {
  const { projectId } = await aProject()
  const same = await updateProject(world.owner, { projectId, guidelines: 'Be kind.', description: 'Changed' })
  expect(same.guidelinesVersion).toBe(1)
  const changed = await updateProject(world.owner, { projectId, guidelines: 'Be kind and short.' })
  expect(changed.guidelinesVersion).toBe(2)
  expect(changed.updatedAt.getTime()).toBeGreaterThanOrEqual(same.updatedAt.getTime())
  const texts = [1, 2].map((version) => viewGuidelines(world.owner, { projectId, version }))
  expect((await Promise.all(texts)).map(({ text }) => text)).toEqual(['Be kind.', 'Be kind and short.'])
  await expect(viewGuidelines(world.owner, { projectId, version: 3 })).rejects.toMatchObject({
    code: 'GUIDELINES_NOT_FOUND',
  })
  await expect(world.db.$executeRawUnsafe(`delete from "Guidelines"`)).rejects.toThrow(/append-only/)
})

test('two changes at once are two versions', async () => {
  const { projectId } = await aProject()
  await Promise.all(['A', 'B', 'C'].map((guidelines) => updateProject(world.owner, { projectId, guidelines })))
  const versions = await listGuidelines(world.owner, { projectId })
  expect(versions.map(({ version }) => version)).toEqual([4, 3, 2, 1])
})

test('a ranking keeps the version that was shown', async () => {
  const { projectId, ada } = await aProject()
  const one = await lease(ada, projectId)
  await updateProject(world.owner, { projectId, guidelines: 'New.' })
  const two = await lease(ada, projectId, [one.id])
  expect(two.projectUpdatedAt.getTime()).toBeGreaterThan(one.projectUpdatedAt.getTime())
  expect((await viewProject(ada, { projectId })).rankedUnderGuidelines).toBeNull()
  expect(await submit(ada, one, { guidelinesVersion: 1 })).toMatchObject({ guidelinesVersion: 1 })
  expect(await viewProject(ada, { projectId })).toMatchObject({ guidelinesVersion: 2, rankedUnderGuidelines: 1 })
  await expect(submit(ada, two, { guidelinesVersion: 3 })).rejects.toMatchObject({ code: 'GUIDELINES_NOT_FOUND' })
  expect(await submit(ada, two)).toMatchObject({ guidelinesVersion: 2 })
  expect((await viewProject(ada, { projectId })).rankedUnderGuidelines).toBe(2)
  const versions = await listGuidelines(world.owner, { projectId })
  expect(versions.map(({ version, rankings }) => [version, rankings])).toEqual([
    [2, 1],
    [1, 1],
  ])
})
