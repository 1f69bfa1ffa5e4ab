/** The pictures that we hand on. SVG is not among them: it is a document that can hold scripts. */
const signatures: { type: string; at: number; bytes: string }[] = [
  { type: 'image/png', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { type: 'image/jpeg', at: 0, bytes: '\xff\xd8\xff' },
  { type: 'image/gif', at: 0, bytes: 'GIF8' },
  { type: 'image/webp', at: 8, bytes: 'WEBP' },
  { type: 'image/avif', at: 4, bytes: 'ftypavi' },
]

/** The media type that a file's first bytes say, whatever its server claims; null if it is none of those we know. */
export function imageTypeOf(file: Buffer): string | null {
  const found = signatures.find(({ at, bytes }) => file.toString('latin1', at, at + bytes.length) === bytes)
  return found?.type ?? null
}
