/** Throws an Error for what the tokenizers library answers by ending the whole process rather than by an error. */
export function checkTokenizerFile(file: unknown): void {
  if (typeof file !== 'object' || file === null) return
  const part = file as Record<string, unknown>
  if (part.type === 'TemplateProcessing') checkTemplate(part)
  if (part.type === 'Precompiled') checkCharacterMap(part.precompiled_charsmap)
  for (const [name, value] of Object.entries(part)) if (name !== 'vocab' && name !== 'merges') checkTokenizerFile(value)
}

/** Every special token of a template is to be described beside it. */
function checkTemplate({ single, pair, special_tokens: described }: Record<string, unknown>): void {
  const pieces = [single, pair].filter(Array.isArray).flat() as { SpecialToken?: { id?: unknown } }[]
  for (const piece of pieces) {
    const id = piece?.SpecialToken?.id
    if (typeof id === 'string' && !Object.hasOwn(Object(described), id))
      throw new Error(`its template has the special token ${id}, which special_tokens does not describe`)
  }
}

/** In base64: the size of a table of uint32 in bytes, the table, then UTF-8 (SentencePiece's `precompiled_charsmap`). */
function checkCharacterMap(map: unknown): void {
  const bytes = typeof map === 'string' ? Buffer.from(map, 'base64') : Buffer.alloc(0)
  const size = bytes.length >= 4 ? bytes.readUInt32LE(0) : Number.NaN
  const isWhole = size > 0 && size % 4 === 0 && size + 4 <= bytes.length
  if (!isWhole || !isUtf8(bytes.subarray(4 + size))) throw new Error('its precompiled_charsmap is damaged')
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
