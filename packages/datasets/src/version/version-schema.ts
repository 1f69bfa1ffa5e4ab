import type { SchemaElement } from 'hyparquet'
import {
  bool,
  list,
  number,
  optionalText,
  optionalWholeNumber,
  struct,
  text,
  texts,
  wholeNumber,
  wholeNumbers,
} from '../parquet/schema.ts'

/** Columns that every version has had. */
export const firstColumns = [
  'rankingId',
  'taskId',
  'annotator',
  'group',
  'split',
  'prompt',
  'completions',
  'ranks',
] as const

/** The columns of a dataset version, in order. */
export const versionColumns = [
  ...firstColumns,
  'language',
  'weight',
  'shownOrder',
  'submittedAt',
  'activeMs',
  'revision',
  'guidelinesVersion',
  'strength',
  'allBad',
  'comment',
  'labels',
  'sources',
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
  optionalText('language'),
  number('weight'),
  ...list('shownOrder', texts),
  optionalText('submittedAt'),
  wholeNumber('activeMs'),
  wholeNumber('revision'),
  optionalWholeNumber('guidelinesVersion'),
  optionalWholeNumber('strength'),
  bool('allBad'),
  optionalText('comment'),
  text('labels'),
  ...list('sources', texts),
]
