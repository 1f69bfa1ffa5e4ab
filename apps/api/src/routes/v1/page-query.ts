import { pageInput } from '@plackett/contracts'
import { z } from 'zod'

/** A page by cursor, as a query says it. */
export const pageQuery = z.object({
  cursor: pageInput.shape.cursor,
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
