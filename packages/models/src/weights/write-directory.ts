import { GraphError, type Tensor } from '@plackett/onnx'
import type { Architecture } from '../architectures/architecture.ts'
import { writeSafetensors } from './safetensors.ts'

/** How transformers calls the classes of each architecture, by model type. */
const classNames: Readonly<Record<string, { reward: string; language?: string }>> = {
  bert: { reward: 'BertForSequenceClassification' },
  'deberta-v2': { reward: 'DebertaV2ForSequenceClassification' },
  distilbert: { reward: 'DistilBertForSequenceClassification' },
  gemma3_text: { reward: 'Gemma3TextForSequenceClassification', language: 'Gemma3ForCausalLM' },
  gpt2: { reward: 'GPT2ForSequenceClassification', language: 'GPT2LMHeadModel' },
  gpt_neox: { reward: 'GPTNeoXForSequenceClassification', language: 'GPTNeoXForCausalLM' },
  llama: { reward: 'LlamaForSequenceClassification', language: 'LlamaForCausalLM' },
  modernbert: { reward: 'ModernBertForSequenceClassification' },
  qwen2: { reward: 'Qwen2ForSequenceClassification', language: 'Qwen2ForCausalLM' },
  qwen3: { reward: 'Qwen3ForSequenceClassification', language: 'Qwen3ForCausalLM' },
  roberta: { reward: 'RobertaForSequenceClassification' },
}

interface WriteSettings {
  readonly architecture: Architecture
  /** The config.json that the architecture was read from; everything in it is kept. */
  readonly config: Readonly<Record<string, unknown>>
  readonly parameters: ReadonlyMap<string, Tensor>
  readonly head: 'reward' | 'language'
}

/**
 * The files of a Hugging Face directory, by name, from which transformers computes the same: its Auto classes find the
 * architecture, one label, and float32 weights under the names that it gives them.
 */
export function writeDirectory({ architecture, config, parameters, head }: WriteSettings): Record<string, Uint8Array> {
  const className = classNames[architecture.modelType]?.[head]
  if (!className) throw new GraphError(`${architecture.modelType} has no ${head} head in transformers`)
  // `num_labels` follows from the labels; two would be the default.
  const labels = head === 'reward' ? { id2label: { 0: 'LABEL_0' }, label2id: { LABEL_0: 0 } } : {}
  const { dtype: _, torch_dtype: __, num_labels: ___, ...kept } = config
  const written = { ...kept, architectures: [className], ...labels, torch_dtype: 'float32' }
  return {
    'config.json': new TextEncoder().encode(`${JSON.stringify(written, null, 2)}\n`),
    'model.safetensors': writeSafetensors(parameters, { format: 'pt' }),
  }
}
