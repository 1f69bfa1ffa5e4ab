import { AppError } from '@plackett/contracts'
import { z } from 'zod'

/** What carries the length of the JSON part of a body whose tensors follow it as bytes. */
export const jsonLengthHeader = 'inference-header-content-length'

const parameters = z.record(z.string(), z.unknown()).optional()

const tensor = z.object({
  name: z.string(),
  shape: z.array(z.number().int().min(0)).max(4),
  datatype: z.string(),
  parameters,
  data: z.array(z.unknown()).optional(),
})

export const inferRequest = z.object({
  id: z.string().optional(),
  parameters,
  inputs: z.array(tensor).max(16),
  outputs: z.array(z.object({ name: z.string(), parameters })).optional(),
})
export type InferRequest = z.infer<typeof inferRequest>

/** The JSON of a body, with tensors that follow it as bytes read into it. */
export function readInferBody(body: unknown, jsonLength: string | undefined): unknown {
  if (!Buffer.isBuffer(body)) return body
  const length = Number(jsonLength ?? body.length)
  if (!Number.isInteger(length) || length < 0 || length > body.length)
    throw invalid(`${jsonLengthHeader}: ${jsonLength}`)
  const request = jsonOf(body.subarray(0, length))
  let rest = body.subarray(length)
  for (const input of inputsOf(request)) {
    const size = input.parameters?.binary_data_size
    if (size === undefined) continue
    if (typeof size !== 'number' || size > rest.length) throw invalid(`${input.name}: binary_data_size`)
    if (input.datatype !== 'BYTES') throw invalid(`${input.name}: only BYTES may be binary`)
    input.data = bytesElements(rest.subarray(0, size))
    rest = rest.subarray(size)
  }
  return request
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new AppError('BODY_NOT_JSON', { problem: 'the part before the tensors' }, { cause })
  }
}

interface RawInput {
  name?: string
  datatype?: string
  parameters?: { binary_data_size?: unknown }
  data?: unknown
}

function inputsOf(request: unknown): RawInput[] {
  const inputs = (request as { inputs?: unknown } | null)?.inputs
  return Array.isArray(inputs) ? inputs.filter((input) => typeof input === 'object' && input !== null) : []
}

/** BYTES as bytes: each element behind its length, little-endian uint32. */
function bytesElements(bytes: Buffer): string[] {
  const elements: string[] = []
  for (let at = 0; at < bytes.length; ) {
    if (at + 4 > bytes.length) throw invalid('a BYTES tensor ends within a length')
    const end = at + 4 + bytes.readUInt32LE(at)
    if (end > bytes.length) throw invalid('a BYTES tensor ends within an element')
    elements.push(utf8Of(bytes.subarray(at + 4, end)))
    at = end
  }
  return elements
}

function utf8Of(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new AppError('INVALID_INPUT', { problem: 'a BYTES element is not UTF-8' }, { cause })
  }
}

/** Float32 as little-endian bytes behind the JSON that describes them. */
export function binaryReply(json: object, values: readonly number[]): { head: Buffer; body: Buffer } {
  const head = Buffer.from(JSON.stringify(json))
  const data = Buffer.alloc(4 * values.length)
  for (const [at, value] of values.entries()) data.writeFloatLE(value, 4 * at)
  return { head, body: Buffer.concat([head, data]) }
}

export function invalid(problem: string): AppError {
  return new AppError('INVALID_INPUT', { problem })
}
