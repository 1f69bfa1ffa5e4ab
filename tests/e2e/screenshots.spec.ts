import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importPrompts } from './support/import-prompts.ts'
import { colorSchemes, pagesWithContent, pagesWithoutContent, widths } from './support/pages.ts'
import { expect, productUrl, test } from './support/product.ts'
import { settle } from './support/settle.ts'

const folder = process.env.SCREENSHOTS!
const images = fileURLToPath(new URL('../../docs/images/', import.meta.url))

test('the picture of the README: an order half typed', async ({ page, api, projectId }) => {
  const { items } = await api.task.list.query({ projectId, search: 'en-py-median-bug' })
  const { prompt, completions } = await api.task.get.query({ taskId: items[0]!.id })
  const project = await api.project.create.mutate({ name: 'Assistant answers', overlap: 1 })
  await importPrompts(page, project.id, [{ prompt, completions: completions.map(({ text }) => ({ text })) }])
  await page.goto(productUrl(`/projects/${project.id}/rank`))
  await expect(page.getByRole('button', { name: '4 to place' })).toBeVisible()
  for (const key of ['2', '1', '=', '4']) await page.keyboard.press(key)
  await settle(page)
  mkdirSync(images, { recursive: true })
  await page.screenshot({ path: join(images, 'ranking.png') })
})

for (const [device, viewport] of Object.entries(widths)) {
  for (const colorScheme of colorSchemes) {
    for (const locale of ['en', 'zh', 'ar']) {
      test.describe(`${device}, ${colorScheme}, ${locale}`, () => {
        test.use({ viewport, colorScheme })

        test('every page', async ({ page, api, projectId }) => {
          test.setTimeout(300_000)
          await page.context().addCookies([{ name: 'plackett_locale', value: locale, url: productUrl() }])
          const empty = await api.project.create.mutate({ name: 'Empty' })
          const pages = { ...(await pagesWithContent(api, projectId)), ...pagesWithoutContent(empty.id) }
          for (const [name, path] of Object.entries(pages)) {
            await page.goto(productUrl(path))
            await settle(page)
            await page.screenshot({
              path: join(folder, `${name}-${device}-${colorScheme}-${locale}.png`),
              fullPage: true,
            })
          }
        })
      })
    }
  }
}
