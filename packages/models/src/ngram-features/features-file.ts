import { z } from 'zod'
import { hashBuckets } from './count-ngrams.ts'
import { featureVersion, type NgramFeatures } from './ngram-features.ts'
import { surfaceNames } from './surface-statistics.ts'

const packed = z.base64()

const featuresFile = z.strictObject({
  version: z.literal(featureVersion),
  surface: z.array(z.strictObject({ name: z.string(), mean: z.number(), deviation: z.number().min(0) })),
  /** uint32 and float32, little-endian, in base64. */
  ngrams: z.strictObject({ buckets: packed, idf: packed }),
})

/** The features as a file of JSON. */
export function encodeNgramFeatures({ surface, buckets, idf }: NgramFeatures): Uint8Array {
  const file: z.infer<typeof featuresFile> = {
    version: featureVersion,
    surface: surface.map((moments, at) => ({ name: surfaceNames[at]!, ...moments })),
    ngrams: {
      buckets: pack(buckets.length, (view, at) => view.setUint32(at * 4, buckets[at]!, true)),
      idf: pack(idf.length, (view, at) => view.setFloat32(at * 4, idf[at]!, true)),
    },
  }
  return new TextEncoder().encode(`${JSON.stringify(file, null, 1)}\n`)
}

/** Reads such a file; throws an Error that says what is wrong with it. */
export function decodeNgramFeatures(bytes: Uint8Array): NgramFeatures {
  const parsed = featuresFile.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error))
  const { surface, ngrams } = parsed.data
  const buckets = Uint32Array.from(unpack(ngrams.buckets, (view, at) => view.getUint32(at, true)))
  const idf = Float32Array.from(unpack(ngrams.idf, (view, at) => view.getFloat32(at, true)))
  mustHold(surface.map(({ name }) => name).join() === surfaceNames.join(), 'it has other surface statistics than ours')
  mustHold(idf.length === buckets.length && idf.every(Number.isFinite), 'its n-gram frequencies are damaged')
  mustHold(
    buckets.every((bucket, at) => bucket < hashBuckets && (at === 0 || bucket > buckets[at - 1]!)),
    'its n-grams are not in order',
  )
  return { surface: surface.map(({ mean, deviation }) => ({ mean, deviation })), buckets, idf }
}

function mustHold(isTrue: boolean, problem: string): void {
  if (!isTrue) throw new Error(problem)
}

function pack(length: number, write: (view: DataView, at: number) => void): string {
  const bytes = new Uint8Array(length * 4)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < length; at++) write(view, at)
  return Buffer.from(bytes).toString('base64')
}

function unpack(text: string, read: (view: DataView, at: number) => number): number[] {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'))
  if (bytes.length % 4 !== 0) throw new Error('its n-grams are cut off')
  const view = new DataView(bytes.buffer)
  return Array.from({ length: bytes.length / 4 }, (_, at) => read(view, at * 4))
}
