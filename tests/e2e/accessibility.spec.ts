import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults } from 'axe-core'
import { colorSchemes, pagesWithContent, pagesWithoutContent, widths } from './support/pages.ts'
import { expect, productUrl, test } from './support/product.ts'
import { settle } from './support/settle.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

for (const [device, viewport] of Object.entries(widths)) {
  for (const colorScheme of colorSchemes) {
    test.describe(`${device}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme })

      test('no page has a finding of axe, or scrolls sideways', async ({ page, api, projectId }) => {
        test.setTimeout(300_000)
        const { id: emptyId } = await api.project.create.mutate({ name: `Empty, ${device}, ${colorScheme}` })
        const pages = { ...(await pagesWithContent(api, projectId)), ...pagesWithoutContent(emptyId) }
        for (const [name, path] of Object.entries(pages)) {
          await page.goto(productUrl(path))
          await settle(page)
          await expectAccessible(page, name)
        }
      })

      test('nor have the overlays of the ranking screen', async ({ page, projectId }) => {
        await page.goto(productUrl(`/projects/${projectId}/rank`))
        await expectNothingPlaced(page)
        for (const key of ['2', '1', '=', '4', '4']) await page.keyboard.press(key)
        await expectAccessible(page, 'a selected chip')
        for (const key of ['?', 'g', 'c', 'n', 's']) {
          await page.keyboard.press(key)
          await expect(page.getByRole('dialog')).toBeVisible()
          await settle(page)
          await expectAccessible(page, `the dialog of ${key}`)
          await page.keyboard.press('Escape')
          await expect(page.getByRole('dialog')).toBeHidden()
        }
      })
    })
  }
}

test.describe('in Arabic, with high contrast', () => {
  for (const colorScheme of colorSchemes) {
    test(`${colorScheme}: no page has a finding of axe, or scrolls sideways`, async ({ page, api, projectId }) => {
      test.setTimeout(300_000)
      await page.emulateMedia({ colorScheme, contrast: 'more', reducedMotion: 'reduce' })
      await page.context().addCookies([{ name: 'plackett_locale', value: 'ar', url: productUrl() }])
      for (const [name, path] of Object.entries(await pagesWithContent(api, projectId))) {
        await page.goto(productUrl(path))
        await settle(page)
        await expect(page.locator('html')).toHaveAttribute('data-contrast', 'high')
        await expectAccessible(page, name)
      }
    })
  }
})

test('at 200 % the texts keep half of the window, and the page does not scroll sideways', async ({
  page,
  projectId,
}) => {
  await page.setViewportSize({ width: 720, height: 450 })
  await page.goto(productUrl(`/projects/${projectId}/rank`))
  await expectNothingPlaced(page)
  const text = page.locator('[data-rank-bench]:visible').getByRole('region', { name: 'Completion 1' })
  await text.scrollIntoViewIfNeeded()
  const reading = (await page.locator('[data-rank-bench]:visible [data-reading]').boundingBox())!
  expect(reading.height).toBeGreaterThan(225)
  expect((await text.boundingBox())!.height).toBeGreaterThan(160)
  await expectAccessible(page, 'the ranking screen at 200 %')
})

/** What another story placed of the task on hand is kept on the server. */
async function expectNothingPlaced(page: Page): Promise<void> {
  await expect(page.locator('[data-rank-bench]:visible').getByRole('region', { name: 'Completion 1' })).toBeVisible()
  await settle(page)
  for (const key of ['Escape', 'Escape']) await page.keyboard.press(key)
  await expect(page.getByRole('button', { name: '4 to place' })).toBeVisible()
}

async function expectAccessible(page: Page, name: string): Promise<void> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  )
  const findings = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => ({ id, target, failureSummary })),
  )
  expect(findings, name).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, `${name} scrolls sideways`).toBe(0)
}
