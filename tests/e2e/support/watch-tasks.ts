import type { Assignment, NextTask } from '@plackett/contracts'
import type { Page } from '@playwright/test'

/** The tasks that the page is given from now on, in the order they come: the first is the first on the screen. */
export function watchTasks(page: Page): Assignment[] {
  const tasks: Assignment[] = []
  page.on('response', async (response) => {
    if (!response.url().includes('/trpc/assignment.next') || !response.ok()) return
    const next = (await response.json()).result.data.json as NextTask
    if (next.kind === 'task') tasks.push(next.assignment)
  })
  return tasks
}
