import { TextDecoder } from 'node:util'

/** How much of a file is looked at: 64 KiB hold some thousands of characters. */
export const encodingSample = 1 << 16

/**
 * What a text file is in, by its first bytes: UTF-16 by its mark or by the zero bytes beside ASCII, GB18030 where the bytes
 * are no UTF-8 but read as Chinese of the common sort, else null, which is UTF-8. A single damaged line in a UTF-8 file does
 * not make it another encoding: most lines beyond ASCII have to be invalid.
 */
export function detectEncoding(head: Uint8Array): string | null {
  const [first, second] = head
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return byZeros(head) ?? byCharacters(head)
}

/** JSON and CSV begin with ASCII, of which UTF-16 makes a zero byte and another one. */
function byZeros(head: Uint8Array): string | null {
  const [first, second, third, fourth] = head
  if (first && second === 0 && third && fourth === 0) return 'utf-16le'
  if (first === 0 && second && third === 0 && fourth) return 'utf-16be'
  return null
}

function byCharacters(head: Uint8Array): string | null {
  const lines = linesOf(head).filter((line) => line.some((byte) => byte >= 0x80))
  const foreign = lines.filter((line) => !decodes(line, 'utf-8'))
  if (foreign.length === 0 || foreign.length * 2 <= lines.length) return null
  return foreign.every((line) => decodes(line, 'gb18030')) && isCommonChinese(Buffer.concat(foreign)) ? 'gb18030' : null
}

/** Whole lines; what the sample cuts through counts only where it is all there is. */
function linesOf(head: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  let start = 0
  for (let end = head.indexOf(0x0a); end !== -1; end = head.indexOf(0x0a, start)) {
    lines.push(head.subarray(start, end))
    start = end + 1
  }
  return head.length < encodingSample || lines.length === 0 ? [...lines, head.subarray(start)] : lines
}

/** A character that is cut off at the end is none too many. */
function decodes(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

/**
 * Whether most characters of two bytes are GB2312's symbols (A1 to A3) or its 3,755 common characters (B0 to D7), as in any
 * Chinese text. Latin-1 that happens to decode has letters of ASCII as second bytes.
 */
function isCommonChinese(bytes: Uint8Array): boolean {
  let pairs = 0
  let common = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at]!
    if (lead < 0x81) continue
    const trail = bytes[at + 1] ?? 0
    pairs += 1
    if (((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xd7)) && trail >= 0xa1) common += 1
    at += 1
  }
  return common >= 2 && common / pairs > 0.6
}
