import type { Page } from '@playwright/test'
import { expect, productUrl, test } from './support/product.ts'

const bench = (page: Page) => page.locator('[data-rank-bench]:visible')

test.afterEach(({ api }) => api.session.savePreferences.mutate({ layout: 'columns', scroll: 'alone', keys: {} }))

test('texts stand beside each other, in a list or one at a time, by key or menu, and it is remembered', async ({
  page,
  projectId,
}) => {
  await page.goto(productUrl(`/projects/${projectId}/rank`))
  const columns = bench(page).getByRole('region', { name: /^Completion \d$/ })
  await expect(columns).toHaveCount(4)
  await expect(columns.nth(3)).toBeInViewport()
  const tops = () => columns.evaluateAll((all) => new Set(all.map((one) => one.getBoundingClientRect().top)).size)
  expect(await tops()).toBe(1)

  await page.keyboard.press('l')
  await expect.poll(tops).toBe(4)
  await expect(page.getByText('One under the other', { exact: true })).toBeAttached()
  await page.reload()
  await expect(columns).toHaveCount(4)
  expect(await tops()).toBe(4)

  await page.getByRole('button', { name: 'View' }).click()
  await page.getByRole('menuitemradio', { name: 'One at a time' }).click()
  await page.keyboard.press('Escape')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(columns.nth(1)).toBeInViewport()
  await expect(columns.nth(0)).not.toBeInViewport()
  await page.keyboard.press('4')
  await page.keyboard.press('4')
  await expect(columns.nth(3)).toBeInViewport()
})

test('a completion is read to its end by keyboard, enlarged, and shown among the others again', async ({
  page,
  projectId,
}) => {
  await page.setViewportSize({ width: 1280, height: 560 })
  await page.goto(productUrl(`/projects/${projectId}/rank`))
  const columns = bench(page).getByRole('region', { name: /^Completion \d$/ })
  await expect(columns).toHaveCount(4)
  await page.keyboard.press('j')
  const text = bench(page).getByRole('group', { name: 'Text of completion 1' })
  await expect(text).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await expect.poll(() => text.evaluate((box) => box.scrollHeight - box.clientHeight - box.scrollTop)).toBeLessThan(2)
  await page.keyboard.press(' ')
  await expect(columns).toHaveCount(1)
  await page.keyboard.press('j')
  await expect(columns).toHaveAccessibleName('Completion 2')
  await page.keyboard.press(' ')
  await expect(columns).toHaveCount(4)
})

test('a key is given to another command, which the ranking screen then obeys', async ({ page, projectId }) => {
  await page.goto(productUrl('/profile/keyboard'))
  await page.getByRole('button', { name: 'Add a key for: Undo a move' }).click()
  await page.keyboard.press('r')
  await expect(page.getByText('r was taken from: Texts as written, without formatting')).toBeVisible()
  await page.getByRole('button', { name: 'Take u away from: Undo a move' }).click()
  await expect(page.getByRole('group', { name: 'Texts as written, without formatting' })).toContainText('no key')

  await page.goto(productUrl(`/projects/${projectId}/rank`))
  await expect(bench(page).getByRole('button', { name: '4 to place' })).toBeVisible()
  await page.keyboard.press('2')
  await page.keyboard.press('u')
  await expect(bench(page).getByRole('button', { name: '3 to place' })).toBeVisible()
  await page.keyboard.press('r')
  await expect(bench(page).getByRole('button', { name: '4 to place' })).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog').getByText('Undo a move')).toBeVisible()
})
