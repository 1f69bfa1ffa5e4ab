import type { Dialect, DialectName } from './dialect.ts'
import { kserve } from './kserve.ts'
import { llamaFactory } from './llama-factory.ts'
import { openai } from './openai.ts'
import { openrlhf } from './openrlhf.ts'
import { plackett } from './plackett.ts'
import { rerank } from './rerank.ts'
import { sglang } from './sglang.ts'
import { slime } from './slime.ts'
import { tei } from './tei.ts'
import { vllm } from './vllm.ts'

/** Of dialects that share a path, those that know their bodies come first. */
export const allDialects: readonly Dialect[] = [
  vllm,
  plackett,
  openai,
  openrlhf,
  sglang,
  tei,
  rerank,
  slime,
  llamaFactory,
  kserve,
] satisfies { name: DialectName }[]
