/** Fenced blocks and inline code, which are not to be touched. */
const code = /(^|\n)[ \t]*(`{3,}|~{3,})[\s\S]*?(?:\n[ \t]*\2[^\n]*|$)|(?<!`)(`+)(?!`)[\s\S]*?[^`]\3(?!`)/g

/**
 * Makes models' formulas those that Markdown knows: `\(x\)` and `\[x\]` become dollars, and a dollar that is money is
 * escaped. A pair of dollars is a formula as Pandoc has it: no space inside either, no digit after the second.
 */
export function normalizeMath(text: string): string {
  let result = ''
  let end = 0
  for (const match of text.matchAll(code)) {
    result += normalizeProse(text.slice(end, match.index)) + match[0]
    end = match.index + match[0].length
  }
  return result + normalizeProse(text.slice(end))
}

function normalizeProse(text: string): string {
  const display = replaceBetween(text, ['\\[', '\\]'], (formula) => `\n$$\n${formula.trim()}\n$$\n`)
  const inline = replaceBetween(display, ['\\(', '\\)'], (formula) => `$${formula.trim()}$`)
  return inline.replace(/\\\$|\$\$[\s\S]*?\$\$|\$(?![\s$])(?:[^$\n\\]|\\[^\n])*?(?<!\s)\$(?!\d)|\$/g, (found) =>
    found === '$' ? '\\$' : found,
  )
}

/** In one pass, whatever the text: a lazy regular expression would scan to the end again for each opening without a close. */
function replaceBetween(text: string, [open, close]: [string, string], replace: (inner: string) => string): string {
  let result = ''
  let at = 0
  for (;;) {
    const start = text.indexOf(open, at)
    const end = start === -1 ? -1 : text.indexOf(close, start + open.length)
    if (end === -1) return result + text.slice(at)
    result += text.slice(at, start) + replace(text.slice(start + open.length, end))
    at = end + close.length
  }
}
