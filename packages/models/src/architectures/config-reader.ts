import { AppError } from '@plackett/contracts'

/** What says nothing about the numbers that a model computes: provenance, generation defaults, and dropout, which we do not use. */
const passedOver = [
  /^(architectures|model_type|transformers_version|torch_dtype|dtype|_name_or_path|name_or_path|_commit_hash)$/,
  /^(_attn_implementation|_attn_implementation_autoset|attn_implementation|attention_type|use_cache|return_dict)$/,
  /^(gradient_checkpointing|torchscript|output_\w+|cache_implementation|reference_compile|repad_logits_with_grad)$/,
  /^(initializer_factor|label2id|id2label|num_labels|problem_type|finetuning_task|task_specific_params|language)$/,
  /^(\w+_)?(dropout|pdrop|dropout_prob)$/,
  /^(bos|eos|sep|cls|mask|unk|decoder_start|forced_bos|forced_eos)_token_id$/,
  /^(max_length|min_length|max_new_tokens|do_sample|early_stopping|num_beams|temperature|top_k|top_p|typical_p)$/,
  /^(repetition_penalty|length_penalty|no_repeat_ngram_size|num_return_sequences|prefix|suffix|pretraining_tp)$/,
  /^(directionality|pooler_(fc_size|num_attention_heads|num_fc_layers|size_per_head|type)|vocab_file|tokenizer_class)$/,
]

/**
 * Reads a config.json field by field. Every field is either read, or of a kind that cannot change a number, or refused by
 * name: `finish` sees to it. A wrong type or an unsupported value gives MODEL_FILE_INVALID with `place`, field and value.
 */
export class ConfigReader {
  readonly #fields: Readonly<Record<string, unknown>>
  readonly #seen = new Set<string>()
  readonly #place: string
  readonly #path: string

  constructor(fields: Readonly<Record<string, unknown>>, place: string, path = '') {
    this.#fields = fields
    this.#place = place
    this.#path = path
  }

  /** Refuses the model for a reason. */
  refuse(problem: string): never {
    throw new AppError('MODEL_FILE_INVALID', { place: this.#place, problem })
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined && this.#fields[name] !== null
  }

  /** A whole number. The bounds are far beyond any model; they keep a hostile config from asking for endless work. */
  int(name: string, fallback?: number, { least = 1, most = 2 ** 20 }: { least?: number; most?: number } = {}): number {
    const value = this.#read(name, fallback)
    if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most) return value as number
    return this.#refuseValue(name, value, `a whole number from ${least} to ${most}`)
  }

  /** The number of layers. */
  layers(name: string): number {
    return this.int(name, undefined, { most: 1024 })
  }

  /** The number of tokens that the vocabulary knows, or that a text may have. */
  tokens(name: string): number {
    return this.int(name, undefined, { most: 2 ** 24 })
  }

  /** A token id; null where it is left out or, as in early Llama configs, −1. */
  tokenId(name: string): number | null {
    this.#seen.add(name)
    if (!this.has(name) || this.#fields[name] === -1) return null
    return this.int(name, undefined, { least: 0, most: 2 ** 24 })
  }

  number(name: string, fallback?: number): number {
    const value = this.#read(name, fallback)
    if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value
    return this.#refuseValue(name, value, 'a number above 0')
  }

  boolean(name: string, fallback?: boolean): boolean {
    const value = this.#read(name, fallback)
    return typeof value === 'boolean' ? value : this.#refuseValue(name, value, 'true or false')
  }

  choice<T extends string>(name: string, choices: readonly T[], fallback?: T): T {
    const value = this.#read(name, fallback)
    return choices.find((choice) => choice === value) ?? this.#refuseValue(name, value, choices.join(', '))
  }

  choices<T extends string>(name: string, choices: readonly T[], length: number): T[] {
    const values = this.#read(name)
    const known = Array.isArray(values) && values.length === length && values.every((value) => choices.includes(value))
    return known ? (values as T[]) : this.#refuseValue(name, values, `${length} of ${choices.join(', ')}`)
  }

  /** A field that is only supported with one of these values; leaving it out, or null, stands for the first. */
  only(name: string, ...values: readonly unknown[]): void {
    const value = this.#read(name, values[0])
    if (!values.some((each) => JSON.stringify(each) === JSON.stringify(value)))
      this.#refuseValue(name, value, values.map((each) => JSON.stringify(each)).join(' or '))
  }

  /** A part of its own, such as rope_parameters; undefined where it is left out or null. */
  part(name: string): ConfigReader | undefined {
    this.#seen.add(name)
    if (!this.has(name)) return undefined
    const value = this.#fields[name]
    if (typeof value !== 'object' || Array.isArray(value)) this.#refuseValue(name, value, 'an object')
    return new ConfigReader(value as Record<string, unknown>, this.#place, `${this.#path}${name}.`)
  }

  /** Any value, for a field whose meaning depends on another. */
  raw(name: string): unknown {
    this.#seen.add(name)
    return this.#fields[name]
  }

  /** Refuses whatever was not read and could matter. */
  finish(): void {
    for (const name of Object.keys(this.#fields)) {
      const isHarmless = this.#path === '' && passedOver.some((pattern) => pattern.test(name))
      if (!this.#seen.has(name) && !isHarmless)
        this.refuse(`the config field ${this.#path}${name} (${describe(this.#fields[name])}) is not supported`)
    }
  }

  #read(name: string, fallback?: unknown): unknown {
    this.#seen.add(name)
    if (this.has(name)) return this.#fields[name]
    if (fallback !== undefined) return fallback
    return this.refuse(`the config field ${this.#path}${name} is missing`)
  }

  #refuseValue(name: string, value: unknown, wanted: string): never {
    return this.refuse(`the config field ${this.#path}${name} is ${describe(value)}; supported: ${wanted}`)
  }
}

function describe(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}
