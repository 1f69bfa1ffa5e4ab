import { readArchitecture } from '../architectures/read-architecture.ts'
import { languageModelSpecs } from '../decode-graph.ts'
import { readLlama2c } from './llama2c.ts'
import { readLlama2cTokenizer } from './llama2c-tokenizer.ts'
import { loadParameters } from './load-parameters.ts'
import { writeDirectory } from './write-directory.ts'

interface NamedBytes {
  /** What errors call the file. */
  readonly place: string
  readonly bytes: Uint8Array
}

/** A model and a tokenizer of llama2.c as the files of a Hugging Face directory, by name. Throws MODEL_FILE_INVALID. */
export function convertLlama2c(model: NamedBytes, tokenizer: NamedBytes): Record<string, Uint8Array> {
  const { config, tensors } = readLlama2c(model.bytes, model.place)
  const architecture = readArchitecture(config, model.place)
  const specs = languageModelSpecs(architecture)
  const { parameters } = loadParameters({ tensors, place: model.place, architecture, specs, seed: 1 })
  const ends = { bos_token_id: 1, eos_token_id: 2 }
  const marks = { tokenizer_class: 'PreTrainedTokenizerFast', bos_token: '<s>', eos_token: '</s>', unk_token: '<unk>' }
  return {
    ...writeDirectory({ architecture, config: { ...config, ...ends }, parameters, head: 'language' }),
    'tokenizer.json': json(readLlama2cTokenizer(tokenizer.bytes, tokenizer.place)),
    'tokenizer_config.json': json(marks),
  }
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`)
}
