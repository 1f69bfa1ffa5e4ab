import type { Locator, Page } from '@playwright/test'
import { expect, productUrl, test } from './support/product.ts'
import { watchTasks } from './support/watch-tasks.ts'

const bench = (page: Page) => page.locator('[data-rank-bench]:visible')
const mine = async (api: Parameters<Parameters<typeof test>[2]>[0]['api'], projectId: string) =>
  (await api.ranking.mine.query({ projectId })).items

test.describe('by touch, on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('an order is tapped together, read through, put right by buttons, and submitted', async ({
    page,
    api,
    projectId,
  }) => {
    const tasks = watchTasks(page)
    await page.goto(productUrl(`/projects/${projectId}/rank`))
    await expect(bench(page).getByRole('button', { name: '4 to place' })).toBeVisible()
    await bench(page).getByRole('group', { name: 'Completions' }).getByRole('button').nth(2).tap()
    await expect(bench(page).getByRole('region', { name: 'Completion 3' })).toBeInViewport()

    for (const number of [2, 1, 4, 3]) await bench(page).locator(`[data-chip="${number}"]`).tap()
    await bench(page).locator('[data-chip="4"]').tap()
    await bench(page).getByRole('button', { name: 'Tie', exact: true }).tap()
    await expect(page.getByText(/^Order: /)).toContainText('Order: 2, then 1 tied with 4, then 3.')
    await bench(page).locator('[data-chip="3"]').tap()
    await bench(page).getByRole('button', { name: 'Better', exact: true }).tap()
    await bench(page).getByRole('button', { name: 'Better', exact: true }).tap()
    await expect(page.getByText(/^Order: /)).toContainText('Order: 3, then 2, then 1 tied with 4.')
    expect(await smallTargets(bench(page).locator('footer button:visible'))).toEqual([])

    const answered = tasks[0]!
    await bench(page).getByRole('button', { name: 'Submit' }).tap()
    await expect(page.getByText(/^saved/)).toBeVisible()
    const stored = (await mine(api, projectId)).find(({ taskId }) => taskId === answered.taskId)!
    expect(answered.completions.map(({ id }) => stored.ranks[id])).toEqual([3, 2, 1, 3])
  })
})

/** Names of the buttons that a finger would miss: less than 44 px high. */
async function smallTargets(buttons: Locator): Promise<string[]> {
  return buttons.evaluateAll((all) =>
    all
      .filter((button) => button.getBoundingClientRect().height < 44)
      .map((button) => button.getAttribute('aria-label') ?? button.textContent ?? ''),
  )
}

test('work goes on without a network for the tasks on hand, and is sent when it is back', async ({
  page,
  context,
  api,
  projectId,
}) => {
  const before = (await mine(api, projectId)).length
  await page.goto(productUrl(`/projects/${projectId}/rank`))
  await expect(bench(page).getByRole('button', { name: '4 to place' })).toBeVisible()
  await expect(page.locator('[data-rank-bench]')).toHaveCount(2)
  await context.setOffline(true)
  for (const key of ['1', '2', '3', '4', 'Enter']) await page.keyboard.press(key)
  await expect(bench(page).getByRole('button', { name: '4 to place' })).toBeVisible()
  for (const key of ['4', '3', '2', '1', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByText('2 answers kept here, sent when the server answers')).toBeVisible()
  await context.setOffline(false)
  await expect(page.getByText(/^saved/)).toBeVisible({ timeout: 60_000 })
  expect(await mine(api, projectId)).toHaveLength(before + 2)
})

test('Chinese is composed into a note without a key of it being taken for a command', async ({ page, projectId }) => {
  await page.goto(productUrl(`/projects/${projectId}/rank`))
  await expect(bench(page).getByRole('button', { name: '4 to place' })).toBeVisible()
  const input = await page.context().newCDPSession(page)
  const composing = { type: 'rawKeyDown' as const, key: 'Process', windowsVirtualKeyCode: 229 }
  for (const code of ['Digit2', 'Enter', 'KeyS']) await input.send('Input.dispatchKeyEvent', { ...composing, code })
  await expect(bench(page).getByRole('button', { name: '4 to place' })).toBeVisible()
  await expect(page.getByRole('dialog')).toBeHidden()

  await page.keyboard.press('n')
  const note = page.getByLabel('A note (optional)')
  await note.focus()
  for (const text of ['n', 'ni', 'nihao', '你好']) {
    await input.send('Input.dispatchKeyEvent', { ...composing, code: 'KeyN' })
    await input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  }
  // Enter takes the words over; it is not for the dialog.
  await input.send('Input.dispatchKeyEvent', { ...composing, code: 'Enter' })
  await input.send('Input.insertText', { text: '你好' })
  await expect(note).toHaveValue('你好')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
})

test('in Arabic the rail runs from right to left, and arrows go where they point', async ({ page, projectId }) => {
  await page.context().addCookies([{ name: 'plackett_locale', value: 'ar', url: productUrl() }])
  await page.goto(productUrl(`/projects/${projectId}/rank`))
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(bench(page).locator('[data-chip]')).toHaveCount(4)
  for (const key of ['2', '1', '4', '3']) await page.keyboard.press(key)
  const x = async (number: number) => (await bench(page).locator(`[data-chip="${number}"]`).boundingBox())!.x
  expect(await x(2)).toBeGreaterThan(await x(1))
  await page.keyboard.press('ArrowRight')
  await expect(bench(page).locator('[data-chip="3"]')).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('ArrowRight')
  await expect(bench(page).locator('[data-chip="4"]')).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('Shift+ArrowRight')
  expect(await x(4)).toBeGreaterThan(await x(1))
})
