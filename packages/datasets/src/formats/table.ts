import type { Format } from './format.ts'
import { plackett } from './plackett.ts'
import { trl } from './trl.ts'

/** Every format by the name that `convert` knows it by. */
export const formats = { plackett, trl } satisfies Record<string, Format>

export type FormatName = keyof typeof formats

export const formatNames = Object.keys(formats) as FormatName[]
export const readableFormats = formatNames.filter((name) => 'read' in formats[name])
export const writableFormats = formatNames.filter((name) => 'write' in formats[name])
