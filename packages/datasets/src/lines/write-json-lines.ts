/** Rows as JSON lines, each text with its newline. */
export async function* writeJsonLines(rows: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`
}
