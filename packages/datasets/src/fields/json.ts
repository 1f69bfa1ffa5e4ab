/** What JSON.parse makes of an object: nothing is known of its fields yet. */
export type JsonObject = { readonly [field: string]: unknown }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a value is, in words for an error message. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  return { string: 'a text', number: 'a number', boolean: 'true or false' }[typeof value as string] ?? typeof value
}

/** The names of an object's fields for a message, cut after a few: a line may have thousands. */
export function fieldsOf(value: JsonObject): string {
  const names = Object.keys(value)
  const shown = names.slice(0, 8).map((name) => JSON.stringify(name.length > 40 ? `${name.slice(0, 40)}…` : name))
  return names.length === 0 ? 'no fields' : `${shown.join(', ')}${names.length > 8 ? ', …' : ''}`
}
