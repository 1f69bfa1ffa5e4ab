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
        await expect(page.getByRole('button', { name: '4 to place' })).toBeVisible()
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
