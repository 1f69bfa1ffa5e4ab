import { AppError } from '@plackett/contracts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** No protocol here nests deeper than this by far. */
const maxDepth = 64

/** A body of JSON in UTF-8; BODY_NOT_JSON says what is wrong with another. */
export function parseJson(body: Uint8Array): unknown {
  if (body.length === 0) throw new AppError('BODY_NOT_JSON', { problem: 'it is empty' })
  requireShallow(body)
  try {
    return JSON.parse(utf8.decode(body))
  } catch (cause) {
    // V8 quotes the text around the fault; a line of it is enough.
    const problem = cause instanceof SyntaxError ? cause.message.slice(0, 200) : 'it is not UTF-8'
    throw new AppError('BODY_NOT_JSON', { problem }, { cause })
  }
}

const [quote, backslash] = [0x22, 0x5c]
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d]

/** Refused before anything is built of it. */
function requireShallow(body: Uint8Array): void {
  let depth = 0
  for (let at = 0; at < body.length; at++) {
    const byte = body[at]
    if (byte === quote) at = endOfString(body, at)
    else if (byte === closeBracket || byte === closeBrace) depth--
    else if ((byte === openBracket || byte === openBrace) && ++depth > maxDepth) {
      throw new AppError('BODY_NOT_JSON', { problem: `it nests more than ${maxDepth} levels` })
    }
  }
}

function endOfString(body: Uint8Array, start: number): number {
  let at = start
  do {
    at = body.indexOf(quote, at + 1)
  } while (at >= 0 && isEscaped(body, at))
  return at < 0 ? body.length : at
}

function isEscaped(body: Uint8Array, at: number): boolean {
  let backslashes = 0
  while (body[at - 1 - backslashes] === backslash) backslashes++
  return backslashes % 2 === 1
}
