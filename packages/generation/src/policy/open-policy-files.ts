import { AppError } from '@plackett/contracts'
import {
  type Architecture,
  ChatTemplate,
  languageModelSpecs,
  loadParameters,
  type ModelDirectory,
  readArchitecture,
  readModelJson,
  readWeights,
  Tokenizer,
} from '@plackett/models'
import type { Tensor } from '@plackett/onnx'
import { z } from 'zod'

/** A policy's folder, read: what writes, and how texts become tokens. */
export interface PolicyFiles {
  readonly architecture: Architecture
  /** The weights by name. */
  readonly parameters: ReadonlyMap<string, Tensor>
  readonly tokenizer: Tokenizer
  /** Null where the model takes plain text only. */
  readonly template: ChatTemplate | null
  /** Tokens that end a text. */
  readonly endIds: ReadonlySet<number>
  readonly bosId: number | null
}

const token = z.union([z.string(), z.object({ content: z.string() }).transform(({ content }) => content)])
const tokenizerConfig = z.object({
  bos_token: token.nullish(),
  eos_token: token.nullish(),
  chat_template: z.string().nullish(),
})
const ids = z.union([z.int(), z.array(z.int())]).nullish()
const generationConfig = z.object({ eos_token_id: ids })

/** Opens a Hugging Face directory of a decoder. Throws MODEL_FILE_INVALID, naming what is wrong. */
export async function openPolicyFiles(files: ModelDirectory): Promise<PolicyFiles> {
  const { place } = files
  const config = await readModelJson(files, 'config.json')
  if (config === undefined) throw invalid(place, 'there is no config.json')
  const architecture = readArchitecture(config, place)
  if (!architecture.logits) throw invalid(place, `${architecture.modelType} is no decoder: it cannot write`)
  const specs = languageModelSpecs(architecture)
  const { parameters } = loadParameters({ tensors: await readWeights(files), place, architecture, specs, seed: 1 })
  const bytes = await files.read('tokenizer.json')
  if (bytes === undefined) throw invalid(place, 'there is no tokenizer.json')
  const tokenizer = await Tokenizer.open(bytes, place)
  const settings = tokenizerConfig.parse((await readModelJson(files, 'tokenizer_config.json')) ?? {})
  const { eos_token_id } = generationConfig.parse((await readModelJson(files, 'generation_config.json')) ?? {})
  const { eos_token_id: ownEnd } = generationConfig.parse(config)
  const idOf = (name: string | null | undefined) => (name ? tokenizer.idOf(name) : null)
  const template = await chatTemplateOf(files, settings)
  return {
    architecture,
    parameters,
    tokenizer,
    template,
    endIds: new Set([eos_token_id, ownEnd, idOf(settings.eos_token)].flat().filter((id) => typeof id === 'number')),
    bosId: idOf(settings.bos_token),
  }
}

/** In the settings, or in a file of its own as newer checkpoints have it. */
async function chatTemplateOf(
  files: ModelDirectory,
  { chat_template, bos_token, eos_token }: z.infer<typeof tokenizerConfig>,
): Promise<ChatTemplate | null> {
  const file = await files.read('chat_template.jinja')
  const template = chat_template ?? (file && new TextDecoder().decode(file))
  if (!template) return null
  return new ChatTemplate({ template, bosToken: bos_token ?? null, eosToken: eos_token ?? null }, files.place)
}

function invalid(place: string, problem: string): AppError {
  return new AppError('MODEL_FILE_INVALID', { place, problem })
}
