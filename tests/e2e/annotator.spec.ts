import { expect, productUrl, test } from './support/product.ts'

test('an invited annotator joins, sees only what is theirs, answers, and revises from their history', async ({
  api,
  projectId,
  browser,
}) => {
  const { url } = await api.invitation.create.mutate({ projectId, role: 'annotator', email: 'bo@example.org' })
  const context = await browser.newContext()
  const page = await context.newPage()

  await test.step('the link makes an account with that role', async () => {
    await page.goto(url)
    await expect(page.getByRole('heading', { name: 'Join Sample project' })).toBeVisible()
    await page.getByLabel('Name').fill('Bo')
    await page.getByLabel('Password', { exact: true }).fill('another long password')
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.getByRole('link', { name: 'Sample project' }).click()
    await expect(page.getByRole('heading', { name: 'Guidelines', exact: true })).toBeVisible()
    const entries = page.getByRole('navigation', { name: 'Project' }).getByRole('link')
    await expect(entries).toHaveText(['Overview', 'Rank', 'My rankings'])
  })

  await test.step('what engineers see is refused', async () => {
    await page.goto(productUrl(`/projects/${projectId}/data`))
    await expect(page.getByText('Your role does not allow this.')).toBeVisible()
  })

  await test.step('a task is skipped, the next one is not rankable', async () => {
    await page.goto(productUrl(`/projects/${projectId}/rank`))
    const prompt = page.getByRole('region', { name: 'Prompt' })
    await expect(page.getByRole('button', { name: '4 to place' })).toBeVisible()
    const skipped = await prompt.textContent()
    await page.keyboard.press('s')
    await page.getByRole('dialog').getByRole('button', { name: 'Skip' }).press('Enter')
    await expect(prompt).not.toHaveText(skipped!)
    await page.keyboard.press('n')
    await page.getByLabel('I lack the knowledge to judge').check()
    await page.getByRole('button', { name: 'Submit as not rankable' }).click()
    await expect(page.getByText(/^saved/)).toBeVisible()
  })

  await test.step('the answer is revised into a ranking, by keyboard', async () => {
    await page.goto(productUrl(`/projects/${projectId}/history`))
    await expect(page.getByText('Not rankable: I lack the knowledge to judge')).toBeVisible()
    await page.getByRole('button', { name: 'Revise' }).click()
    await expect(page.getByRole('dialog').getByRole('button', { name: '4 to place' })).toBeVisible()
    for (const key of ['4', '=', '2', '1', '3', 'Enter']) await page.keyboard.press(key)
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(page.getByText('revision 2')).toBeVisible()
  })
  await context.close()
})
