import type { Assignment, NextTask } from '@plackett/contracts'
import type { Page } from '@playwright/test'

/** The tasks that the page is given from now on, in the order they come: the first is the first on the screen. */
export function watchTasks(page: Page): Assignment[] {
  const tasks: Assignment[] = []
  let before = Promise.resolve()
  page.on('response', (response) => {
    if (!response.url().includes('/trpc/assignment.next') || !response.ok()) return
    const body = response.json()
    // One after the other: a short body may be read sooner than a long one that came first.
    before = before.then(async () => {
      const next = (await body).result.data.json as NextTask
      if (next.kind === 'task') tasks.push(next.assignment)
    })
  })
  return tasks
}
