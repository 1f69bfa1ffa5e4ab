import type { PromptRecord } from '@plackett/contracts'
import { expect, type Page } from '@playwright/test'
import { productUrl } from './product.ts'

/** Uploads prompts into a project as the import page does. */
export async function importPrompts(page: Page, projectId: string, records: PromptRecord[]): Promise<void> {
  const response = await page.request.post(productUrl(`/api/projects/${projectId}/imports?filename=prompts.jsonl`), {
    headers: { 'content-type': 'application/octet-stream', 'idempotency-key': crypto.randomUUID() },
    data: Buffer.from(records.map((record) => JSON.stringify(record)).join('\n')),
  })
  expect(response.status(), await response.text()).toBe(201)
}
