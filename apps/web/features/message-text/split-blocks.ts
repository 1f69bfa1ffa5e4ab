/**
 * A long Markdown text in pieces of about `size` characters that mean the same one by one. It is cut only between blocks:
 * before an unindented line after an empty one, and never inside a fence or a displayed formula. A list that is cut goes
 * on with its own numbers. Put together, the pieces are the text.
 */
export function splitBlocks(text: string, size: number): string[] {
  const pieces: string[] = []
  let piece = ''
  let fence: string | null = null
  let isAfterBlank = false
  for (const line of text.split(/(?<=\n)/)) {
    if (fence === null && isAfterBlank && piece.length >= size && /^\S/.test(line)) {
      pieces.push(piece)
      piece = ''
    }
    fence = fenceAfter(fence, line)
    isAfterBlank = line.trim() === ''
    piece += line
  }
  return piece === '' ? pieces : [...pieces, piece]
}

/** The fence that is open after a line: backticks, tildes or the dollars of a formula, closed by as many of the same. */
function fenceAfter(open: string | null, line: string): string | null {
  const mark = /^ {0,3}(`{3,}|~{3,}|\$\$)/.exec(line)?.[1]
  if (mark === undefined) return open
  if (open === null) return mark === '$$' && line.trim().length > 2 && line.trim().endsWith('$$') ? null : mark
  return mark[0] === open[0] && mark.length >= open.length ? null : open
}
