import { arena } from './arena.ts'
import { argilla } from './argilla.ts'
import { axolotl } from './axolotl.ts'
import { csv } from './csv.ts'
import type { Format } from './format.ts'
import { helpsteer } from './helpsteer.ts'
import { hh } from './hh.ts'
import { json } from './json.ts'
import { labelStudio } from './label-studio.ts'
import { llamaFactory } from './llama-factory.ts'
import { nemoRl } from './nemo-rl.ts'
import { oasst } from './oasst.ts'
import { openai } from './openai.ts'
import { openrlhf } from './openrlhf.ts'
import { parquet } from './parquet.ts'
import { plackett } from './plackett.ts'
import { prism } from './prism.ts'
import { summarize } from './summarize.ts'
import { trl } from './trl.ts'
import { trlImplicit } from './trl-implicit.ts'
import { trlPrompts } from './trl-prompts.ts'
import { trlSft } from './trl-sft.ts'
import { trlUnpaired } from './trl-unpaired.ts'
import { ultrafeedback } from './ultrafeedback.ts'

/** Every format by the name that `convert` knows it by. */
export const formats = {
  plackett,
  trl,
  'trl-implicit': trlImplicit,
  'trl-unpaired': trlUnpaired,
  'trl-prompts': trlPrompts,
  'trl-sft': trlSft,
  hh,
  ultrafeedback,
  helpsteer,
  oasst,
  arena,
  argilla,
  'label-studio': labelStudio,
  'llama-factory': llamaFactory,
  openai,
  'nemo-rl': nemoRl,
  openrlhf,
  axolotl,
  summarize,
  prism,
  csv,
  json,
  parquet,
} satisfies Record<string, Format>

export type FormatName = keyof typeof formats

export const formatNames = Object.keys(formats) as FormatName[]
export const readableFormats = formatNames.filter((name) => 'read' in formats[name])
export const writableFormats = formatNames.filter((name) => 'write' in formats[name])
