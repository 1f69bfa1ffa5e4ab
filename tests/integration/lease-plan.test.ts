import type { TaskSelection } from '@plackett/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { explainLease } from '../support/explain-lease.ts'
import { insertManyTasks } from '../support/many-tasks.ts'
import { createWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** A project with so many open tasks, of which one person has answered 500. */
async function aBigProject(tasks: number, taskSelection: TaskSelection) {
  const { id: projectId } = await world.project({ overlap: 2, taskSelection })
  await insertManyTasks(world.db, { projectId, tasks, completions: 2, overlap: 2 })
  const busy = await world.person({ projectId, role: 'annotator' })
  const fresh = await world.person({ projectId, role: 'annotator' })
  await world.db.$executeRaw`
    update "Assignment" set "annotatorId" = ${busy.userId}, "submittedAt" = now()
    where "slot" = 0 and "taskId" in (select "id" from "Task" where "projectId" = ${projectId}::uuid limit 500)`
  await world.db.$executeRaw`
    update "Task" set "missing" = "free" where "projectId" = ${projectId}::uuid and "free" < "overlap"`
  await world.db.$executeRaw`analyze`
  return { projectId, busy: { ...busy, db: world.db }, fresh: { ...fresh, db: world.db } }
}

const selections = [
  ['in_order', 'Task_in_order_idx'],
  ['random', 'Task_by_lottery_idx'],
  ['weighted', 'Task_by_draw_idx'],
] as const

test.each(selections)(
  'the next task (%s) of 20,000 is found by the indexes, of few pages',
  async (selection, index) => {
    const { projectId, busy, fresh } = await aBigProject(20_000, selection)
    const begun = await explainLease(fresh, projectId)
    expect(begun.indexes).toContain('Task_begun_idx')
    // All begun tasks are this person's own: 500 of them are not read through one by one.
    const untouched = await explainLease({ ...busy, random: () => 0.99 }, projectId)
    expect(untouched.indexes).toContain(index)
    for (const { sequential, pages } of [begun, untouched]) {
      expect(sequential).not.toContain('Task')
      expect(sequential).not.toContain('Assignment')
      expect(pages).toBeLessThan(1_500)
    }
  },
  120_000,
)
