import type { Page } from '@playwright/test'
import { expect, owner, productUrl, test } from './support/product.ts'

test.beforeEach(async ({ page, projectId }) => {
  await page.goto(productUrl(`/projects/${projectId}/rank`))
  await expect(page.getByRole('button', { name: '4 to place' })).toBeVisible()
})

test('an answer given without a network is kept, outlives a reload, and is sent when the network is back', async ({
  page,
  api,
  projectId,
}) => {
  const before = (await api.ranking.mine.query({ projectId })).items.length
  await page.route('**/trpc/ranking.submit', (route) => route.abort('internetdisconnected'))
  for (const key of ['1', '2', '3', '4', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByText('1 answer kept here, sent when the server answers')).toBeVisible()
  await page.reload()
  await expect(page.getByText('1 answer kept here, sent when the server answers')).toBeVisible()
  expect((await api.ranking.mine.query({ projectId })).items).toHaveLength(before)
  await page.unroute('**/trpc/ranking.submit')
  await expect(page.getByText(/^saved/)).toBeVisible({ timeout: 60_000 })
  expect((await api.ranking.mine.query({ projectId })).items).toHaveLength(before + 1)
})

test('an answer whose reply was lost is stored once', async ({ page, api, projectId }) => {
  const before = (await api.ranking.mine.query({ projectId })).items.length
  let lost = 0
  await page.route('**/trpc/ranking.submit', async (route) => {
    if (lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    await route.abort('connectionreset')
  })
  for (const key of ['1', '2', '3', '4', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByText(/^saved/)).toBeVisible()
  expect(lost).toBe(1)
  expect((await api.ranking.mine.query({ projectId })).items).toHaveLength(before + 1)
})

test('a session that ends keeps the answer, and sends it after log-in', async ({ page, context, api, projectId }) => {
  const before = (await api.ranking.mine.query({ projectId })).items.length
  const cookies = await context.cookies()
  await context.clearCookies()
  for (const key of ['1', '2', '3', '4', 'Enter']) await page.keyboard.press(key)
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
  await dialog.getByLabel('Password', { exact: true }).fill(owner.password)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByText(/^saved/)).toBeVisible()
  expect((await api.ranking.mine.query({ projectId })).items).toHaveLength(before + 1)
  expect(cookies.length).toBeGreaterThan(0)
})

test('a reload keeps what was placed', async ({ page }) => {
  for (const key of ['3', '=', '1']) await page.keyboard.press(key)
  const prompt = await page.getByRole('region', { name: 'Prompt' }).textContent()
  await page.reload()
  await expect(page.getByRole('button', { name: '2 to place' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Prompt' })).toHaveText(prompt!)
  const chip = page.locator('[data-rank-bench]:visible [data-chip="3"]')
  await expect(chip).toHaveAccessibleName('Completion 3, rank 1, tied with 1')
})

test('a task answered in one tab leaves the other, and what was placed goes on in another browser', async ({
  page,
  context,
  browser,
  projectId,
}) => {
  const address = productUrl(`/projects/${projectId}/rank`)
  const prompt = (tab: Page) => tab.getByRole('region', { name: 'Prompt' }).first()
  const other = await context.newPage()
  await other.goto(address)
  await expect(prompt(other)).toHaveText((await prompt(page).textContent())!)
  await page.bringToFront()
  for (const key of ['3', '=', '1']) await page.keyboard.press(key)
  const cookies = await context.cookies()
  const elsewhere = await browser.newContext()
  await elsewhere.addCookies(cookies)
  const begun = await elsewhere.newPage()
  await expect(async () => {
    await begun.goto(address)
    await expect(begun.getByRole('button', { name: '2 to place' })).toBeVisible({ timeout: 5_000 })
  }).toPass()
  const words = (await prompt(other).textContent())!
  for (const key of ['2', '4', 'Enter']) await page.keyboard.press(key)
  await expect(prompt(other)).not.toHaveText(words)
  await elsewhere.close()
})

test('keys belong to a field while one is typed into, and to an input method while it composes', async ({ page }) => {
  await page.keyboard.press('n')
  const words = page.getByLabel('A note (optional)')
  await words.fill('')
  await words.pressSequentially('21 = 43')
  await expect(words).toHaveValue('21 = 43')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('button', { name: '4 to place' })).toBeVisible()
  await page.evaluate(() =>
    window.dispatchEvent(
      new KeyboardEvent('keydown', { key: '2', code: 'Digit2', isComposing: true, cancelable: true }),
    ),
  )
  await expect(page.getByRole('button', { name: '4 to place' })).toBeVisible()
})
