import { messagesOf } from '@plackett/contracts'
import type { Format } from './format.ts'
import { TableReader } from './table-reader.ts'

/** Parquet: rankings as rows with lists when written; also the datasets of others when their columns say what they are. */
export const parquet: Format = {
  title: 'Parquet, one ranking a row',
  container: 'parquet',
  read: () => new TableReader(),
  write: ({ id, prompt, completions, ranks, group, annotator }) => [
    { id, prompt: messagesOf(prompt), completions, ranks, group, annotator },
  ],
}
