import { z } from 'zod'

/** A share with its 95 % interval; `n` is what it is a share of. */
export const shareEstimate = z.object({ value: z.number(), low: z.number(), high: z.number(), n: z.number().int() })
export type ShareEstimate = z.infer<typeof shareEstimate>
