export type Cell = string | number | null

/** What a chart or a table shows, as rows for other programs. */
export interface ChartData {
  /** Without an ending. */
  filename: string
  columns: string[]
  rows: Cell[][]
}

/**
 * Comma-separated values with a head, as RFC 4180 has them; numbers with a point, nothing for null. A text that a
 * spreadsheet would take for a formula gets an apostrophe before it: names of models come from uploads.
 */
export function toCsv({ columns, rows }: Pick<ChartData, 'columns' | 'rows'>): string {
  return [columns, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')
}

function cellOf(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
