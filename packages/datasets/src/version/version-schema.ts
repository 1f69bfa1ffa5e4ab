import type { SchemaElement } from 'hyparquet'
import { list, optionalText, struct, text, wholeNumbers } from '../parquet/schema.ts'

/** The columns of a dataset version, in order. */
export const versionColumns = [
  'rankingId',
  'taskId',
  'annotator',
  'group',
  'split',
  'prompt',
  'completions',
  'ranks',
] as const

export const versionSchema: SchemaElement[] = [
  { name: 'root', num_children: versionColumns.length },
  text('rankingId'),
  text('taskId'),
  text('annotator'),
  text('group'),
  text('split'),
  ...list('prompt', struct([text('role'), text('content')])),
  ...list('completions', struct([text('id'), text('text'), optionalText('model')])),
  ...list('ranks', wholeNumbers),
]
