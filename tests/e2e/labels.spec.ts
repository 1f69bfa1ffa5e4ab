import type { Page } from '@playwright/test'
import { importPrompts } from './support/import-prompts.ts'
import { type Api, expect, productUrl, test } from './support/product.ts'

const two = [{ text: 'Canberra, which lies between its two rivals.' }, { text: 'Sydney.' }]

async function aProject(page: Page, api: Api, name: string, prompts = 3) {
  const { id } = await api.project.create.mutate({ name, guidelines: 'Prefer the true answer.', overlap: 1 })
  const records = Array.from({ length: prompts }, (_, at) => ({
    prompt: `Capital of Australia? (${at})`,
    completions: two,
  }))
  await importPrompts(page, id, records)
  return id
}

test('an engineer asks for what HelpSteer asked for, tries it in the preview, and it is answered by keyboard', async ({
  page,
  api,
}) => {
  const projectId = await aProject(page, api, 'Label settings')

  await test.step('the preset is filled in, shows in the preview, and is saved', async () => {
    await page.goto(productUrl(`/projects/${projectId}/settings/labels`))
    await page.getByRole('combobox', { name: 'Preset' }).click()
    await page.getByRole('option', { name: 'HelpSteer' }).click()
    await page.getByRole('button', { name: 'Fill in' }).click()
    const preview = page.getByRole('region', { name: 'Preview' })
    await expect(preview.getByRole('radiogroup', { name: 'Helpfulness of completion 1' })).toBeVisible()
    await preview.getByText('About the same').first().click()
    await expect(preview.getByRole('button', { name: 'Rate 1: Helpfulness' })).toBeVisible()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.')).toBeVisible()
  })

  await test.step('the answer says what it still misses, and is given without the mouse', async () => {
    await page.goto(productUrl(`/projects/${projectId}/rank`))
    await expect(page.getByRole('button', { name: '2 to place' })).toBeVisible()
    await page.keyboard.press('2')
    await page.keyboard.press('1')
    await expect(page.getByRole('button', { name: 'Say by how much' })).toBeVisible()
    await page.getByRole('radio', { name: /2\s*Much better/ }).press('Space')
    for (const completion of [1, 2]) {
      for (const axis of ['Helpfulness', 'Correctness', 'Coherence', 'Complexity', 'Verbosity']) {
        const scale = page.getByRole('radiogroup', { name: `${axis} of completion ${completion}` })
        await scale.getByRole('radio').first().focus()
        await page.keyboard.press(completion === 1 ? '2' : '4')
      }
    }
    await page.getByRole('textbox', { name: 'Reason for the answer' }).fill('The first is wrong.')
    await page.getByRole('radio', { name: 'About the same' }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByText(/^saved/)).toBeVisible()
    const { items } = await api.ranking.mine.query({ projectId })
    expect(items[0]).toMatchObject({ strength: 3, comment: 'The first is wrong.' })
    const points = items[0]!.labels.map(({ ratings }) => ratings.helpfulness)
    expect(points.toSorted()).toEqual([2, 4])
  })

  await test.step('what was begun beside the order is there after a reload', async () => {
    await expect(page.getByRole('button', { name: '2 to place' })).toBeVisible()
    const scale = page.getByRole('radiogroup', { name: 'Helpfulness of completion 1' })
    await scale.getByText('5', { exact: true }).click()
    // A press of the mouse leaves the keys to the order.
    await page.keyboard.press('1')
    await expect(page.getByRole('button', { name: '1 to place' })).toBeVisible()
    await page.reload()
    await expect(scale.getByRole('radio', { name: '5' })).toBeChecked()
  })
})

test('a change of the guidelines is shown with the next task, and each answer keeps its version', async ({
  page,
  api,
}) => {
  const projectId = await aProject(page, api, 'Guidelines', 5)
  await page.goto(productUrl(`/projects/${projectId}/rank`))
  const submit = async () => {
    await expect(page.getByRole('button', { name: '2 to place' })).toBeVisible()
    for (const key of ['1', '2', 'Enter']) await page.keyboard.press(key)
  }
  await submit()
  await expect(page.getByRole('button', { name: '2 to place' })).toBeVisible()
  await api.project.update.mutate({ projectId, guidelines: 'Prefer the true and short answer.' })
  // What is on the screen, and what was fetched before the change, is still ranked under the old ones.
  const change = page.getByRole('dialog', { name: 'The guidelines have changed' })
  await submit()
  await submit()
  await expect(change).toBeVisible()
  await expect(change.getByText('and short')).toBeVisible()
  await change.getByRole('button', { name: 'Read, go on' }).press('Enter')
  await expect(change).toBeHidden()
  await submit()
  await expect.poll(async () => (await api.ranking.mine.query({ projectId })).items.length).toBe(4)
  const { items } = await api.ranking.mine.query({ projectId })
  expect(items.map(({ guidelinesVersion }) => guidelinesVersion)).toEqual([2, 1, 1, 1])
})

test('a corrected completion becomes a demonstration once it is approved', async ({ page, api }) => {
  const projectId = await aProject(page, api, 'Demonstrations')
  const { labelSettings } = await api.project.get.query({ projectId })
  await api.project.update.mutate({ projectId, labelSettings: { ...labelSettings, allowEdits: true } })
  await page.goto(productUrl(`/projects/${projectId}/rank`))
  await page.getByRole('button', { name: 'Correct' }).first().click()
  await page.getByLabel('Corrected text').fill('Canberra, chosen in 1908.')
  await page.getByRole('button', { name: 'Keep' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Corrected' })).toBeVisible()
  for (const key of ['1', '2', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByText(/^saved/)).toBeVisible()
  await page.goto(productUrl(`/projects/${projectId}/demonstrations?status=pending`))
  await expect(page.getByRole('article').getByText('corrected while ranking')).toBeVisible()
  await page.getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByText('None with this status')).toBeVisible()
  const exported = await page.request.get(productUrl(`/api/projects/${projectId}/demonstrations/export`))
  expect(JSON.parse(await exported.text())).toMatchObject({
    completion: [{ role: 'assistant', content: 'Canberra, chosen in 1908.' }],
  })
})
