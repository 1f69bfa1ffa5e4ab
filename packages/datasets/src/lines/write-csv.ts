/** Rows as CSV (RFC 4180), with the fields of the first row as header; what is undefined is an empty cell. */
export async function* writeCsv(rows: AsyncIterable<object>): AsyncGenerator<string> {
  let header: string[] | null = null
  for await (const row of rows) {
    if (header === null) {
      header = Object.keys(row)
      yield lineOf(header)
    }
    yield lineOf(Object.values(row))
  }
}

function lineOf(cells: readonly unknown[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`
}

/** Also what begins or ends with a space is quoted, since some readers trim bare cells. */
function cellOf(value: unknown): string {
  const text = value === undefined ? '' : String(value)
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
