import { z } from 'zod'

/** A skill, language or qualification in one word, such as `medicine`, `language:de` or `qualified:safety`. */
export const skill = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^\S+$/, { error: 'A skill is one word; a hyphen may join several.' })
