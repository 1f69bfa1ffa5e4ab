import { ByteWriter, parquetWriteRows } from 'hyparquet-writer'
import { list, optionalText, struct, text, wholeNumbers } from './schema.ts'

const columns = ['id', 'prompt', 'completions', 'ranks', 'group', 'annotator']

const schema = [
  { name: 'root', num_children: columns.length },
  optionalText('id'),
  ...list('prompt', struct([text('role'), text('content')])),
  ...list('completions', struct([text('text'), optionalText('model')])),
  ...list('ranks', wholeNumbers),
  optionalText('group'),
  optionalText('annotator'),
]

/** Rankings as one Parquet file, whose bytes come at once: the places of its columns stand at its end. */
export async function* writeRankingParquet(rows: AsyncIterable<object>): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter()
  await parquetWriteRows({
    writer,
    rows,
    columns: columns.map((name) => ({ name })),
    schema,
    rowGroupSize: 10_000,
    createdBy: 'plackett rankings 1',
  })
  yield writer.getBytes()
}
