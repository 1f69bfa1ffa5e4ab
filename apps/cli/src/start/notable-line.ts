const warning = 40

/**
 * What a line of a child's log means for the person at the terminal: null unless it is a warning or worse. A line of pino is
 * judged by its level; any other counts when it came over stderr.
 */
export function notableLine(line: string, isError: boolean): string | null {
  const entry = parse(line)
  if (!entry) return isError && line.trim() ? line : null
  if (entry.level < warning) return null
  return [entry.msg, entry.err?.message].filter((text, index, all) => text && all.indexOf(text) === index).join(': ')
}

function parse(line: string): { level: number; msg?: string; err?: { message?: string } } | null {
  if (!line.startsWith('{')) return null
  try {
    const entry = JSON.parse(line)
    return typeof entry.level === 'number' ? entry : null
  } catch {
    return null
  }
}
