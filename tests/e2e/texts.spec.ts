import { importPrompts } from './support/import-prompts.ts'
import { expect, productUrl, test } from './support/product.ts'

const hostile =
  '<script>window.attacked = 1</script> <img src=x onerror="window.attacked = 1"> [press](javascript:attack())'
const long = Array.from({ length: 2_000 }, (_, line) => `Line ${line} of *many*, with $x^2$ and \`code\`.`).join('\n\n')

test('texts are shown whole and do nothing: tags, links, pictures, thoughts, a hundred kilobytes', async ({
  page,
  api,
}) => {
  const { id } = await api.project.create.mutate({ name: 'Texts', overlap: 1 })
  const texts = [hostile, '![a chart](https://example.invalid/chart.png)', '<think>2 + 2</think>\n\nFour.', '  ', long]
  await importPrompts(page, id, [{ prompt: hostile, completions: texts.map((text) => ({ text })) }])
  const strangers: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(productUrl())) strangers.push(request.url())
  })

  await page.goto(productUrl(`/projects/${id}/rank`))
  const bench = page.locator('[data-rank-bench]:visible')
  await expect(bench.getByRole('region', { name: 'Prompt' })).toContainText('<script>window.attacked = 1</script>')
  const columns = bench.getByRole('region', { name: /^Completion \d$/ })
  await expect(columns).toHaveCount(5)
  await expect(columns.filter({ hasText: 'onerror' })).toContainText('<img src=x onerror=')
  await expect(columns.getByRole('link', { name: 'press' })).toHaveCount(0)
  await expect(columns.getByRole('link', { name: 'a chart' })).toHaveAttribute(
    'href',
    'https://example.invalid/chart.png',
  )
  await expect(columns.getByText('Thinking, 5 characters')).toBeVisible()
  await expect(columns.getByText('2 + 2')).toBeHidden()
  await expect(columns.getByText('(empty)')).toBeVisible()
  await expect(columns.getByText('Line 1999 of')).toBeAttached()

  for (const key of ['1', '2', '3', '4', '5', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByText('All tasks are complete')).toBeVisible()
  expect(await page.evaluate(() => 'attacked' in window)).toBe(false)
  expect(strangers).toEqual([])
})
