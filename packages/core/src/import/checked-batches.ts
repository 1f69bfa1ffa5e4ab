import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** A record that was found good, and the line that it came from. */
export interface CheckedRecord<Record> {
  line: number
  record: Record
}

/** The records of a file that checkUpload wrote, so many at a time. */
export async function* checkedBatches<Record>(file: string, size: number): AsyncGenerator<CheckedRecord<Record>[]> {
  let batch: CheckedRecord<Record>[] = []
  const lines = createInterface({ input: createReadStream(file, { highWaterMark: 1 << 20 }) })
  for await (const line of lines) {
    batch.push(JSON.parse(line) as CheckedRecord<Record>)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
