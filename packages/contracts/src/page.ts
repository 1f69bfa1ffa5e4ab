import { z } from 'zod'

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}
export type Page<T> = { items: T[]; nextCursor: string | null }

export const id = z.uuid()

/** One page of a list, by cursor: pass `nextCursor` of the last answer to get the next page. */
export const pageInput = z.object({
  cursor: id.optional(),
  limit: z.number().int().min(1).max(200).default(50),
})
export type PageInput = z.infer<typeof pageInput>

/** Sent by the client with every write; repeating it returns the first result. */
export const idempotencyKey = z.string().min(8).max(128)
