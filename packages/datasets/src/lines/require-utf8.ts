import { TextDecoder } from 'node:util'
import { AppError } from '@plackett/contracts'

/** The bytes as they are. Throws FILE_UNREADABLE where they turn out not to be UTF-8. */
export async function* requireUtf8(chunks: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of chunks) {
    requireDecoded(() => decoder.decode(chunk, { stream: true }), file)
    yield chunk
  }
  requireDecoded(() => decoder.decode(), file)
}

function requireDecoded(decode: () => string, file: string): void {
  try {
    decode()
  } catch (cause) {
    throw new AppError(
      'FILE_UNREADABLE',
      { file, problem: 'it is not UTF-8; say what it is with --encoding' },
      { cause },
    )
  }
}
