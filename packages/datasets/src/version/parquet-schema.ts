import type { SchemaElement } from 'hyparquet'

const text = (name: string): SchemaElement => ({
  name,
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
  repetition_type: 'REQUIRED',
})

const optionalText = (name: string): SchemaElement => ({ ...text(name), repetition_type: 'OPTIONAL' })

/** A list in the three levels that every Parquet reader understands; `element` is what it holds. */
function list(name: string, element: SchemaElement[]): SchemaElement[] {
  return [
    { name, repetition_type: 'REQUIRED', converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    ...element,
  ]
}

function struct(fields: SchemaElement[]): SchemaElement[] {
  return [{ name: 'element', repetition_type: 'REQUIRED', num_children: fields.length }, ...fields]
}

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
  ...list('ranks', [{ name: 'element', type: 'INT32', repetition_type: 'REQUIRED' }]),
]
