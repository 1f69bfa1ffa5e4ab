import { AppError, type PolicyTrainingConfig, rewardTrainingConfig } from '@plackett/contracts'
import {
  type Architecture,
  type LoraSettings,
  loadParameters,
  loraDefaults,
  mergeLora,
  type PolicyBackbone,
  PolicyTexts,
  readArchitecture,
  transformerPolicy,
  writeDirectory,
} from '@plackett/models'
import type { Tensor } from '@plackett/onnx'
import { directorySource } from '../backbone/directory-source.ts'
import type { ModelSource } from '../backbone/model-source.ts'

/** A decoder from a folder, ready to be trained. */
export interface PolicyModel {
  readonly source: ModelSource
  /** As it was, for the reference. */
  readonly plain: PolicyBackbone
  readonly trained: PolicyBackbone
  readonly texts: PolicyTexts
  readonly start: ReadonlyMap<string, Tensor>
  /** The files of a Hugging Face directory with what was trained. */
  filesOf(trained: ReadonlyMap<string, Tensor>): Record<string, Uint8Array>
}

/** Opens the folder that the config names. Throws BACKBONE_NOT_FOUND, or MODEL_FILE_INVALID where it is no decoder. */
export async function openPolicyModel(config: PolicyTrainingConfig): Promise<PolicyModel> {
  const { backbone, maxLength } = config
  const source = await directorySource(rewardTrainingConfig.parse({ backbone, maxLength, truncation: 'right' }))
  const { place, tensors } = source
  const architecture = readArchitecture(source.architecture, place)
  const lora = config.lora === undefined ? null : { ...loraDefaults, rank: config.lora, alpha: 2 * config.lora }
  const plain = transformerPolicy(architecture)
  if (tensors === null) throw new AppError('MODEL_FILE_INVALID', { place, problem: 'it has no weights' })
  const specs = plain.parameters
  const { parameters } = loadParameters({ tensors, place, architecture, specs, seed: config.seed })
  return {
    source,
    plain,
    trained: transformerPolicy(architecture, { lora }),
    texts: await PolicyTexts.open(source.text, source.tokenizer, place),
    start: parameters,
    filesOf: (trained) => filesOf(source, architecture, mergedWith(parameters, trained, { lora, architecture })),
  }
}

function mergedWith(
  start: ReadonlyMap<string, Tensor>,
  trained: ReadonlyMap<string, Tensor>,
  { lora, architecture }: { lora: LoraSettings | null; architecture: Architecture },
): ReadonlyMap<string, Tensor> {
  const all = new Map([...start, ...trained])
  return lora ? mergeLora(all, lora, architecture.hasTurnedWeights) : all
}

function filesOf(
  { architecture: config, tokenizer, text }: ModelSource,
  architecture: Architecture,
  parameters: ReadonlyMap<string, Tensor>,
): Record<string, Uint8Array> {
  const tokens = {
    ...(text.bosToken !== null && { bos_token: text.bosToken }),
    eos_token: text.eosToken,
    ...(text.template !== null && { chat_template: text.template }),
    tokenizer_class: 'PreTrainedTokenizerFast',
  }
  return {
    ...writeDirectory({ architecture, config, parameters, head: 'language' }),
    'tokenizer.json': tokenizer,
    'tokenizer_config.json': new TextEncoder().encode(`${JSON.stringify(tokens, null, 2)}\n`),
  }
}
