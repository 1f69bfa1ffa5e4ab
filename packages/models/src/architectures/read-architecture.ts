import { AppError } from '@plackett/contracts'
import type { Architecture } from './architecture.ts'
import { bert, roberta } from './bert.ts'
import { ConfigReader } from './config-reader.ts'
import { deberta } from './deberta.ts'
import { distilbert } from './distilbert.ts'
import { gemma3 } from './gemma3.ts'
import { gptNeox } from './gpt-neox.ts'
import { gpt2 } from './gpt2.ts'
import { llama, qwen2, qwen3 } from './llama.ts'
import { modernbert } from './modernbert.ts'

/** Every architecture that we compute, by the `model_type` of its config. */
const architectures: Readonly<Record<string, (config: ConfigReader) => Architecture>> = {
  bert,
  'deberta-v2': deberta,
  distilbert,
  gemma3_text: gemma3,
  gpt2,
  gpt_neox: gptNeox,
  llama,
  modernbert,
  qwen2,
  qwen3,
  roberta,
}

/** The network that a config.json describes. Unknown architectures, fields and values are refused by name, never ignored. */
export function readArchitecture(config: unknown, place: string): Architecture {
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw new AppError('MODEL_FILE_INVALID', { place, problem: 'config.json is not a JSON object' })
  const reader = new ConfigReader(config as Record<string, unknown>, place)
  const modelType = reader.raw('model_type')
  const known =
    typeof modelType === 'string' && Object.hasOwn(architectures, modelType) ? architectures[modelType] : undefined
  if (!known) {
    const names = Object.keys(architectures).join(', ')
    return reader.refuse(`the architecture ${JSON.stringify(modelType)} is not supported; supported: ${names}`)
  }
  readGeneric(reader)
  const architecture = known(reader)
  reader.finish()
  return architecture
}

/** What transformers writes into the config of any model, with the only values that leave the network as it is. */
function readGeneric(config: ConfigReader): void {
  config.only('is_encoder_decoder', false)
  config.only('tie_encoder_decoder', false)
  config.only('add_cross_attention', false)
  config.only('cross_attention_hidden_size', null)
  config.only('chunk_size_feed_forward', 0)
  config.only('pruned_heads', {})
  config.only('quantization_config', null)
}
