import type { SchemaElement } from 'hyparquet'

export const text = (name: string): SchemaElement => ({
  name,
  type: 'BYTE_ARRAY',
  converted_type: 'UTF8',
  repetition_type: 'REQUIRED',
})

export const optionalText = (name: string): SchemaElement => ({ ...text(name), repetition_type: 'OPTIONAL' })

export const wholeNumber = (name: string): SchemaElement => ({ name, type: 'INT32', repetition_type: 'REQUIRED' })
export const optionalWholeNumber = (name: string): SchemaElement => ({
  ...wholeNumber(name),
  repetition_type: 'OPTIONAL',
})
export const number = (name: string): SchemaElement => ({ name, type: 'DOUBLE', repetition_type: 'REQUIRED' })
export const bool = (name: string): SchemaElement => ({ name, type: 'BOOLEAN', repetition_type: 'REQUIRED' })

/** A list in the three levels that every Parquet reader understands; `element` is what it holds. */
export function list(name: string, element: SchemaElement[]): SchemaElement[] {
  return [
    { name, repetition_type: 'REQUIRED', converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    ...element,
  ]
}

export function struct(fields: SchemaElement[]): SchemaElement[] {
  return [{ name: 'element', repetition_type: 'REQUIRED', num_children: fields.length }, ...fields]
}

export const wholeNumbers: SchemaElement[] = [wholeNumber('element')]
export const texts: SchemaElement[] = [text('element')]
