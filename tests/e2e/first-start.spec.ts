import { expect, test } from '@playwright/test'
import { apiOf, owner } from './support/product.ts'
import { watchTasks } from './support/watch-tasks.ts'

test('from the printed link to a stored ranking by keyboard alone', async ({ page }) => {
  const api = apiOf(page.request)
  const tasks = watchTasks(page)

  await test.step('the link makes the owner account', async () => {
    await page.goto(process.env.E2E_LINK!)
    await expect(page.getByRole('heading', { name: 'Create the owner account' })).toBeVisible()
    await page.getByLabel('Name').focus()
    await page.keyboard.type(owner.name)
    await page.keyboard.press('Tab')
    await page.keyboard.type(owner.email)
    await page.keyboard.press('Tab')
    await page.keyboard.type('short')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Use 10 to 200 characters.')).toBeVisible()
    await page.getByLabel('Password', { exact: true }).fill(owner.password)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/projects')
  })

  await test.step('the sample project is loaded', async () => {
    await expect(page.getByRole('heading', { name: 'Start with a project' })).toBeVisible()
    await page.getByRole('button', { name: 'Load the sample project' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/projects\/[0-9a-f-]{36}$/)
    await expect(page.getByText('Rankings per day')).toBeVisible()
    await page.getByRole('link', { name: 'Start ranking' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/rank')
  })

  const projectId = new URL(page.url()).pathname.split('/')[2]!
  const bench = page.locator('[data-rank-bench]:visible')
  const first = await test.step('an untouched task cannot be submitted', async () => {
    await expect(page.getByRole('button', { name: '4 to place' })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByText('Still to place: 1, 2, 3, 4.')).toBeAttached()
    expect((await api.ranking.mine.query({ projectId })).items).toEqual([])
    return bench.textContent()
  })

  await test.step('2 1 = 4 3 is typed, with a mistake taken back and one undone', async () => {
    for (const key of ['2', '3', 'Backspace', '1', '=', '4', '3', '4', 'ArrowUp', 'u']) await page.keyboard.press(key)
    await expect(page.getByText('Order: 2, then 1 tied with 4, then 3.')).toBeAttached()
    await expect(bench.getByRole('button', { name: 'Completion 4, rank 2, tied with 1' }).first()).toBeVisible()
  })

  await test.step('Enter shows the next task before the answer has reached the server, which then saves it', async () => {
    let isSent = false
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/trpc/ranking.submit', async (route) => {
      await released
      isSent = true
      await route.continue()
    })
    await page.keyboard.press('Enter')
    await expect(bench.getByRole('button', { name: '4 to place' })).toBeVisible()
    expect(await bench.textContent()).not.toBe(first)
    expect(isSent).toBe(false)
    release()
    await expect(page.getByText(/^saved/)).toBeVisible()
  })

  await test.step('the ranking that is stored is the one that was typed', async () => {
    const { items } = await api.ranking.mine.query({ projectId })
    const shown = tasks[0]!.completions.map(({ id }) => items[0]!.ranks[id])
    expect(items).toHaveLength(1)
    expect(shown).toEqual([2, 1, 4, 2])
  })

  await test.step('no model was named before the answer was given', async () => {
    const { items } = await api.ranking.mine.query({ projectId })
    const models = items[0]!.completions.map(({ model }) => model!)
    expect(models).toContain('wren-1b')
    for (const model of models) expect(JSON.stringify(tasks)).not.toContain(model)
  })

  await test.step('undo takes the answer up again, and what is submitted is a revision', async () => {
    await page.keyboard.press('u')
    await expect(page.getByText('Revising the last answer')).toBeVisible()
    for (const key of ['Escape', '1', '2', '3', '4', 'Enter']) await page.keyboard.press(key)
    await expect(page.getByText('Revising the last answer')).toBeHidden()
    await expect.poll(async () => (await api.ranking.mine.query({ projectId })).items[0]?.revision).toBe(2)
  })
})
