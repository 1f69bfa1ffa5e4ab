import { z } from 'zod'
import type { Architecture } from '../architectures/architecture.ts'
import { type ModelDirectory, readModelJson } from '../weights/read-weights.ts'

/** How a prompt and a completion become the ids of one text. Part of a model: with other settings its rewards mean nothing. */
export const textSettings = z.object({
  /** As a pair with separators (encoders), as one text with a line end between, or through a chat template. */
  layout: z.enum(['pair', 'text', 'chat']),
  /** Jinja; null unless the layout is `chat`. */
  template: z.string().nullable(),
  bosToken: z.string().nullable(),
  /** What ends every text but a pair; null where there is none. */
  eosToken: z.string().nullable(),
  padTokenId: z.number().int().min(0),
  /** Longer texts are cut to this, special tokens included. */
  maxTokens: z.number().int().min(8),
  truncation: z.enum(['left', 'right']),
})
export type TextSettings = z.infer<typeof textSettings>

/** Longest texts unless somebody asks for more: attention costs time and memory by the square of it. */
const usualTokens = 512

interface DirectorySettings {
  readonly architecture: Pick<Architecture, 'kind' | 'maxTokens' | 'padTokenId'>
  /** Tokens asked for; by default as many as the model takes, up to 512. */
  readonly maxTokens?: number
  readonly truncation?: TextSettings['truncation']
}

/**
 * The settings of a Hugging Face directory, from its tokenizer_config.json, special_tokens_map.json and chat_template.jinja. Pairs
 * are cut at the end, as transformers does; one text at its start, because a decoder's reward is read off its last token.
 */
export async function readTextSettings(files: ModelDirectory, settings: DirectorySettings): Promise<TextSettings> {
  const { kind, maxTokens, padTokenId } = settings.architecture
  const config = recordOf(await readModelJson(files, 'tokenizer_config.json'))
  const tokens = { ...recordOf(await readModelJson(files, 'special_tokens_map.json')), ...withoutNull(config) }
  const template = (await templateFile(files)) ?? templateOf(config.chat_template)
  const plain = kind === 'encoder' ? 'pair' : 'text'
  return {
    layout: template === null ? plain : 'chat',
    template,
    bosToken: contentOf(tokens.bos_token),
    eosToken: contentOf(tokens.eos_token),
    padTokenId: padTokenId ?? 0,
    maxTokens: Math.min(settings.maxTokens ?? usualTokens, maxTokens),
    truncation: settings.truncation ?? (kind === 'encoder' ? 'right' : 'left'),
  }
}

async function templateFile(files: ModelDirectory): Promise<string | null> {
  const bytes = await files.read('chat_template.jinja')
  return bytes ? new TextDecoder().decode(bytes) : null
}

/** A template alone, or the one that is called default of several. */
function templateOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) return null
  const named = value.map(recordOf).find(({ name }) => name === 'default')
  return typeof named?.template === 'string' ? named.template : null
}

/** Tokens are written as texts or as objects with a content. */
function contentOf(token: unknown): string | null {
  const content = typeof token === 'string' ? token : recordOf(token).content
  return typeof content === 'string' ? content : null
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function withoutNull(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null))
}
