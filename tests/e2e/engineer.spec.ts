import { readFile } from 'node:fs/promises'
import { expect, productUrl, test } from './support/product.ts'

test('an engineer freezes, exports, trains, watches, promotes, and asks for rewards', async ({
  page,
  api,
  projectId,
}) => {
  await test.step('freezes a dataset version', async () => {
    await page.goto(productUrl(`/projects/${projectId}/data/versions`))
    await page.getByLabel('Name').fill('First week')
    await page.getByRole('button', { name: 'Freeze' }).click()
    await page.waitForURL(/\/data\/versions\/[0-9a-f-]{36}$/)
    await expect(page.getByRole('heading', { name: 'Version 1 First week' })).toBeVisible()
  })

  await test.step('exports it as TRL preferences', async () => {
    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download', exact: true }).click()
    const download = await downloading
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n')
    const [version] = await api.datasetVersion.list.query({ projectId })
    expect(lines).toHaveLength(version!.counts.comparisons - version!.counts.ties)
    expect(JSON.parse(lines[0]!)).toMatchObject({ chosen: expect.anything(), rejected: expect.anything() })
  })

  await test.step('starts a run and watches its curves', async () => {
    await page.getByRole('link', { name: 'Train on this version' }).click()
    await page.getByLabel('Name').fill('Pairwise')
    await page.getByRole('button', { name: 'Start a run' }).click()
    await page.waitForURL(/\/training\/[0-9a-f-]{36}$/)
    await expect(page.getByRole('img', { name: /^Loss by step/ })).toBeVisible({ timeout: 60_000 })
    await expect(page.getByText('Succeeded')).toBeVisible({ timeout: 60_000 })
    const report = page.getByRole('region', { name: 'Held-out report' })
    await expect(report.getByRole('img', { name: /Reward model .*Length only .*Human agreement/ })).toBeVisible()
  })

  await test.step('promotes the model', async () => {
    await page.getByRole('link', { name: 'Open the model' }).click()
    await page.getByRole('button', { name: 'Promote to production' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Promote to production' }).click()
    await expect(page.getByText('Production', { exact: true })).toBeVisible()
  })

  await test.step('tries it in the playground', async () => {
    await page.getByLabel('Prompt', { exact: true }).fill('Why is the sky blue?')
    await page
      .getByLabel('Completion 1', { exact: true })
      .fill('Air scatters short, blue waves more than long, red ones.')
    await page.getByLabel('Completion 2', { exact: true }).fill('Because.')
    await page.getByRole('button', { name: 'Score', exact: true }).click()
    await expect(page.getByText(/^sample-project@1, [\d,]+ ms$/)).toBeVisible()
    await expect(page.getByText('Probability that people prefer the row to the column')).toBeVisible()
    await page.getByRole('button', { name: 'Explain completion 1' }).click()
    const effects = page.getByRole('group', { name: 'What each part does for the reward' })
    await expect(effects.locator('mark')).toHaveCount(10)
    await expect(effects.getByRole('cell', { name: /^[+−-]\d/ }).first()).toBeVisible()
  })

  await test.step('makes a key, and a program is answered with the model in production', async () => {
    await page.goto(productUrl('/profile/keys'))
    await page.getByLabel('Name').fill('nightly evaluation')
    await page.getByRole('button', { name: 'Create a key' }).click()
    const key = await page.getByRole('group', { name: 'Key', exact: true }).textContent()
    const response = await fetch(productUrl('/v1/score'), {
      method: 'POST',
      headers: { authorization: `Bearer ${key!.trim()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ items: [{ prompt: 'Why?', completion: 'Therefore.' }] }),
    })
    expect(await response.json()).toMatchObject({
      model: 'sample-project@1',
      results: [{ reward: expect.any(Number) }],
    })
  })
})

test('an upload is refused line by line, and imported when mended', async ({ page, api }) => {
  const { id } = await api.project.create.mutate({ name: 'Uploads' })
  await page.goto(productUrl(`/projects/${id}/data/imports`))
  const upload = (lines: object[]) =>
    page.locator('input[type=file]').setInputFiles({
      name: 'prompts.jsonl',
      mimeType: 'application/jsonl',
      buffer: Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n')),
    })
  const good = { id: 'a', prompt: 'Why?', completions: [{ text: 'So.' }, { text: 'Thus.' }] }

  await upload([good, { id: 'b', prompt: 'How?', completions: [{ text: 'Alone.' }] }])
  await expect(page.getByText('Nothing was imported')).toBeVisible()
  await expect(page.getByRole('row', { name: /^2 .*at least 2 completions/ })).toBeVisible()
  await upload([good])
  await expect(page.getByText('1 record from prompts.jsonl.')).toBeVisible()
  await page.getByRole('link', { name: 'See the tasks' }).click()
  await expect(page.getByRole('link', { name: 'Why?' })).toBeVisible()
})
