import type { Locator, Page } from '@playwright/test'
import { expect, productUrl, test } from './support/product.ts'
import { watchTasks } from './support/watch-tasks.ts'

test('an order is dragged together by mouse: before, between, onto, and back', async ({ page, api, projectId }) => {
  const tasks = watchTasks(page)
  await page.goto(productUrl(`/projects/${projectId}/rank`))
  const bench = page.locator('[data-rank-bench]:visible')
  const chip = (number: number) => bench.locator(`[data-chip="${number}"]`)
  const order = page.getByText(/^Order: /)
  const rail = bench.getByRole('group', { name: 'Order, best first' })
  await expect(bench.getByRole('button', { name: '4 to place' })).toBeVisible()

  await drag(page, chip(1), rail)
  await expect(order).toContainText('Order: 1.')
  await drag(page, chip(2), rail, { x: 8 })
  await expect(order).toContainText('Order: 2, then 1.')
  await drag(page, chip(3), chip(1))
  await expect(order).toContainText('Order: 2, then 1 tied with 3.')
  await drag(page, chip(4), bench.getByRole('button', { name: '2 is better than 1; press to tie them' }))
  await expect(order).toContainText('Order: 2, then 4, then 1 tied with 3.')
  await drag(page, chip(2), bench.getByRole('group', { name: 'Not placed yet' }))
  await expect(order).toContainText('Order: 4, then 1 tied with 3.')
  await drag(page, chip(2), chip(4))
  await expect(order).toContainText('Order: 4 tied with 2, then 1 tied with 3.')
  await bench.getByRole('button', { name: '1 is tied with 3; press to part them' }).click()
  await expect(order).toContainText('Order: 4 tied with 2, then 1, then 3.')

  const answered = tasks[0]!
  // The mouse pressed a button just now; Enter is Submit all the same.
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^saved/)).toBeVisible()
  const { items } = await api.ranking.mine.query({ projectId })
  const stored = items.find(({ taskId }) => taskId === answered.taskId)!
  expect(answered.completions.map(({ id }) => stored.ranks[id])).toEqual([3, 1, 4, 1])
})

/** From the middle of one to the middle of another, or to `x` pixels from its left, in the small steps that a hand makes. */
async function drag(page: Page, from: Locator, to: Locator, options: { x?: number } = {}): Promise<void> {
  const start = (await from.boundingBox())!
  const goal = (await to.boundingBox())!
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await page.mouse.down()
  const x = goal.x + (options.x ?? goal.width / 2)
  await page.mouse.move(x, goal.y + goal.height / 2, { steps: 12 })
  await page.mouse.up()
}
