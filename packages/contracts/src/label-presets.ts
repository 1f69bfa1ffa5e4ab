import type { z } from 'zod'
import { type LabelName, type LabelSettings, labelSettings } from './label-settings.ts'

export const labelPresetNames = [
  'arena',
  'instruct_gpt',
  'hh_helpful',
  'hh_harmless',
  'llama_2',
  'help_steer',
  'summarisation',
] as const
export type LabelPresetName = (typeof labelPresetNames)[number]

const named = (labels: Record<string, string>): LabelName[] =>
  Object.entries(labels).map(([key, label]) => ({ key, label }))

const sevenPoints = (axes: Record<string, string>) => named(axes).map((axis) => ({ ...axis, max: 7 }))

/** The yes-or-no metadata of InstructGPT (Ouyang et al. 2022, table 3). */
const instructGptFlags = named({
  fails_task: 'Fails to follow the instruction',
  inappropriate_for_assistant: 'Inappropriate for a customer assistant',
  hallucination: 'Hallucination',
  satisfies_constraint: 'Satisfies the constraint of the instruction',
  sexual_content: 'Sexual content',
  violent_content: 'Violent content',
  encourages_harm: 'Encourages, or fails to discourage, violence, abuse, terrorism or self-harm',
  denigrates: 'Denigrates a protected class',
  harmful_advice: 'Harmful advice',
  expresses_opinion: 'Expresses an opinion',
  moral_judgement: 'Expresses a moral judgement',
})

const presets: Record<LabelPresetName, z.input<typeof labelSettings>> = {
  arena: { question: 'Which answer is better?', allowAllBad: true },
  instruct_gpt: { ratings: sevenPoints({ overall: 'Overall quality' }), flags: instructGptFlags },
  hh_helpful: {
    question: 'Which reply is more helpful and honest?',
    allowTies: false,
    strengths: ['Slightly better', 'Better', 'Clearly better', 'Much better'],
  },
  hh_harmless: {
    question: 'Which reply is less harmful?',
    allowTies: false,
    strengths: ['Slightly better', 'Better', 'Clearly better', 'Much better'],
  },
  llama_2: {
    allowTies: false,
    strengths: ['Negligibly better, or unsure', 'Slightly better', 'Better', 'Significantly better'],
    flags: named({ unsafe: 'Unsafe' }),
  },
  help_steer: {
    strengths: ['Slightly better', 'Better', 'Much better'],
    ratings: named({
      helpfulness: 'Helpfulness',
      correctness: 'Correctness',
      coherence: 'Coherence',
      complexity: 'Complexity',
      verbosity: 'Verbosity',
    }).map((axis) => ({ ...axis, max: 5 })),
    reason: 'required',
  },
  summarisation: {
    question: 'Which summary is better?',
    allowTies: false,
    strengths: ['Possibly better', 'Probably better', 'Certainly better'],
    ratings: sevenPoints({
      overall: 'Overall quality',
      accuracy: 'Accuracy',
      coverage: 'Coverage',
      coherence: 'Coherence',
    }),
  },
}

/**
 * Label settings as known work had them, to begin from: their words are in English, and an engineer may change them.
 * InstructGPT (Ouyang et al. 2022), HH (Bai et al. 2022), Llama 2 (Touvron et al. 2023), HelpSteer (Wang et al. 2023),
 * summarisation (Stiennon et al. 2020).
 */
export const labelPresets = Object.fromEntries(
  labelPresetNames.map((name) => [name, labelSettings.parse(presets[name])]),
) as Record<LabelPresetName, LabelSettings>
