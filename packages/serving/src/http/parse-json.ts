import { AppError } from '@plackett/contracts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** A body of JSON in UTF-8; BODY_NOT_JSON says what is wrong with another. */
export function parseJson(body: Uint8Array): unknown {
  if (body.length === 0) throw new AppError('BODY_NOT_JSON', { problem: 'it is empty' })
  try {
    return JSON.parse(utf8.decode(body))
  } catch (cause) {
    // V8 quotes the text around the fault; a line of it is enough.
    const problem = cause instanceof SyntaxError ? cause.message.slice(0, 200) : 'it is not UTF-8'
    throw new AppError('BODY_NOT_JSON', { problem }, { cause })
  }
}
