import { AppError } from '@plackett/contracts'
import { decodeModel, type Tensor, tensorOf } from '@plackett/onnx'
import type { Architecture } from '../architectures/architecture.ts'
import { readArchitecture } from '../architectures/read-architecture.ts'
import { transformerReward } from '../architectures/transformer-reward.ts'
import { Tokenizer } from '../text/tokenizer.ts'
import { writeDirectory } from '../weights/write-directory.ts'
import { openModelFiles } from './open-model-files.ts'
import { artefactFiles, isTransformerConfig, type ModelFiles, type TransformerModelConfig } from './reward-artefact.ts'

export interface ExportedDirectory {
  readonly files: Record<string, Uint8Array>
  /** What transformers' rewards are larger by: the heads of decoders have no bias that could take it off. */
  readonly offset: number
}

/**
 * A reward model as a Hugging Face directory, from which AutoModelForSequenceClassification gives the same rewards, but for
 * `offset`. Throws MODEL_FILE_INVALID where the model is damaged, INVALID_INPUT where transformers has no such model.
 */
export async function exportDirectory(place: string, files: ModelFiles): Promise<ExportedDirectory> {
  const { config } = await openModelFiles(place, files)
  if (!isTransformerConfig(config)) throw refusal('n-grams are no model of transformers')
  const architecture = readArchitecture(config.architecture, place)
  if (config.pooling !== architecture.pooling)
    throw refusal(
      `${architecture.modelType} pools by "${architecture.pooling}" there, and this model by "${config.pooling}"`,
    )
  const { parameters, offset } = weightsOf(
    architecture,
    config,
    decodeModel(files[artefactFiles.model]!).graph.initializers,
  )
  const tokenizer = files[artefactFiles.tokenizer]!
  return {
    files: {
      ...writeDirectory({ architecture, config: config.architecture, parameters, head: 'reward' }),
      'tokenizer.json': tokenizer,
      'tokenizer_config.json': json(tokenizerConfig(config, await Tokenizer.open(tokenizer, place))),
    },
    offset,
  }
}

/** The weights inside the graph; what is taken off every reward goes into the bias of the head where it has one. */
function weightsOf(
  architecture: Architecture,
  { offset }: TransformerModelConfig,
  initializers: ReadonlyMap<string, Tensor>,
): { parameters: Map<string, Tensor>; offset: number } {
  const specs = transformerReward(architecture).parameters
  const bias = specs.find(({ isOffset }) => isOffset)?.name
  const parameters = specs.map(({ name }) => {
    const tensor = initializers.get(name)
    if (!tensor) throw refusal(`model.onnx has no weight ${name}`)
    return [name, name === bias ? shifted(tensor, offset) : tensor] as const
  })
  return { parameters: new Map(parameters), offset: bias === undefined ? offset : 0 }
}

function shifted({ dims, data }: Tensor, offset: number): Tensor {
  return tensorOf(
    'float32',
    dims,
    (data as Float32Array).map((value) => value - offset),
  )
}

function tokenizerConfig({ text }: TransformerModelConfig, tokenizer: Tokenizer): Record<string, unknown> {
  const { template, bosToken, eosToken, padTokenId, maxTokens, truncation } = text
  const named = {
    bos_token: bosToken,
    eos_token: eosToken,
    pad_token: tokenizer.tokenOf(padTokenId),
    chat_template: template,
  }
  return {
    tokenizer_class: 'PreTrainedTokenizerFast',
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== null)),
    model_max_length: maxTokens,
    truncation_side: truncation,
    padding_side: 'right',
  }
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`)
}

function refusal(problem: string): AppError {
  return new AppError('INVALID_INPUT', { problem: `The model cannot be exported: ${problem}` })
}
