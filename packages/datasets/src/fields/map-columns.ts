import { isObject, type JsonObject } from './json.ts'

/** Which field of the file each of our columns is: `{ prompt: 'question', completion_1: 'answers.first' }`. */
export type ColumnMapping = Readonly<Record<string, string>>

/**
 * The row with the mapped fields under our names. A source with dots or indexes leads into objects and lists, unless a field
 * is called just so. Fields that no column is mapped to keep their names, where those are free.
 */
export function mapColumns(row: JsonObject, mapping: ColumnMapping): JsonObject {
  const mapped = Object.entries(mapping).map(([column, source]) => [column, fieldAt(row, source)] as const)
  const kept = Object.entries(row).filter(([name]) => !Object.hasOwn(mapping, name))
  return Object.fromEntries([...kept, ...mapped.filter(([, value]) => value !== undefined)])
}

function fieldAt(row: JsonObject, source: string): unknown {
  if (Object.hasOwn(row, source)) return row[source]
  return source.split('.').reduce<unknown>((value, name) => {
    if (Array.isArray(value)) return value[Number(name)]
    return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
  }, row)
}
