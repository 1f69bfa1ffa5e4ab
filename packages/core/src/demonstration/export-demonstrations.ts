import type { ProjectReference } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { DatasetExport } from '../dataset-version/export-dataset-version.ts'
import type { Scope } from '../scope/scope.ts'
import { type DemonstrationRow, demonstrationRows } from './demonstration-rows.ts'

const pageSize = 500

/** The approved demonstrations as TRL's conversational prompt-completion lines, the newest first; further columns are always texts. */
export async function exportDemonstrations(scope: Scope, { projectId }: ProjectReference): Promise<DatasetExport> {
  await authorize(scope, 'demonstration:export', { projectId })
  return {
    filename: 'demonstrations.sft.jsonl',
    contentType: 'application/jsonl; charset=utf-8',
    etag: null,
    open: () => linesOf(scope, projectId),
  }
}

async function* linesOf({ db }: Scope, projectId: string): AsyncGenerator<string> {
  let cursor: string | undefined
  do {
    const rows = await demonstrationRows(db, { projectId, status: 'approved', cursor, limit: pageSize })
    for (const row of rows) yield `${JSON.stringify(lineOf(row))}\n`
    cursor = rows.length === pageSize ? rows.at(-1)!.id : undefined
  } while (cursor !== undefined)
}

function lineOf({ id, prompt, text, completionText }: DemonstrationRow) {
  return { prompt, completion: [{ role: 'assistant', content: text }], id, corrected_from: completionText ?? '' }
}
