import type { RankingRecord } from '@plackett/contracts'
import type { FormatName } from '../formats/table.ts'
import { Loss } from '../loss.ts'
import { readFormat } from '../read-format.ts'
import { writeFormat } from '../write-format.ts'
import { collect } from './collect.ts'

interface ReadBack {
  records: RankingRecord[]
  /** `line path: message` of each refused row. */
  errors: string[]
  /** `count × reason` of what was lost. */
  lost: string[]
}

/** Reads rows, each a JSON value or a raw line, in a format. */
export async function readRowsAs(name: FormatName, ...rows: unknown[]): Promise<ReadBack> {
  const lines = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row)))
  return await readBytesAs(name, Buffer.from(lines.join('\n')))
}

/** Reads the bytes of a file in a format. */
export async function readBytesAs(name: FormatName, bytes: Uint8Array): Promise<ReadBack> {
  const loss = new Loss()
  const parsed = await collect(readFormat(name, [bytes], { loss }))
  return {
    records: parsed.flatMap((item) => ('record' in item ? [item.record] : [])),
    errors: parsed.flatMap((item) =>
      'error' in item ? [`${item.line} ${item.error.path}: ${item.error.message}`.replace(' : ', ': ')] : [],
    ),
    lost: lostIn(loss),
  }
}

/** The rows of rankings in a format, parsed again, and what was lost. */
export async function writeRowsAs(
  name: FormatName,
  ...records: RankingRecord[]
): Promise<{ rows: unknown[]; lost: string[] }> {
  const loss = new Loss()
  const pieces = await collect(writeFormat(name, records, loss))
  return { rows: pieces.map((piece) => JSON.parse(String(piece))), lost: lostIn(loss) }
}

/** The file of rankings in a format. */
export async function writeBytesAs(name: FormatName, ...records: RankingRecord[]): Promise<Buffer> {
  const pieces = await collect(writeFormat(name, records, new Loss()))
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece)))
}

function lostIn(loss: Loss): string[] {
  return loss.entries().map(({ reason, count }) => `${count} × ${reason}`)
}
