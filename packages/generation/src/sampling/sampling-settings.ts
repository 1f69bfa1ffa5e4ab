import { z } from 'zod'

/** How the next token is drawn. Without any, it is drawn from the model's own distribution. */
export const samplingSettings = z.object({
  /** Scores are divided by it; 0 takes the likeliest token every time. */
  temperature: z.number().min(0).max(100).default(1),
  /** Only so many of the likeliest; 0 for all. */
  topK: z.int().min(0).default(0),
  /** Only the likeliest that together have this probability (Holtzman et al. 2020). */
  topP: z.number().gt(0).max(1).default(1),
  /** Only those at least this share as likely as the likeliest (Nguyen et al. 2024). */
  minP: z.number().min(0).max(1).default(0),
  /** Tokens of the prompt and of what was written become less likely by this factor (Keskar et al. 2019); 1 for none. */
  repetitionPenalty: z.number().gt(0).max(100).default(1),
  /** Taken off the score of a token once it was written, and once for every time (as in OpenAI's API). */
  presencePenalty: z.number().min(-2).max(2).default(0),
  frequencyPenalty: z.number().min(-2).max(2).default(0),
})

export type SamplingSettings = z.infer<typeof samplingSettings>
