import { hash } from 'node:crypto'
import type { CompletionRecord, Message } from '@plackett/contracts'

/** What makes two tasks the same: their messages and their completions, in whatever order those came. */
export interface Content {
  /** 128 bits of SHA-256, as a UUID. */
  key: string
  /** Positions of the completions in the order of completionDigest; equal ones in the order of the file. */
  order: number[]
}

/** The content of a prompt with its completions. SQL in known-tasks.ts orders completions the same. */
export function contentOf(messages: readonly Message[], completions: readonly CompletionRecord[]): Content {
  const digests = completions.map(({ text, model }) => hash('md5', `${text}\u001f${model ?? ''}`))
  const order = digests.map((_, index) => index)
  order.sort((a, b) => (digests[a]! < digests[b]! ? -1 : digests[a]! > digests[b]! ? 1 : a - b))
  const digest = hash(
    'sha256',
    JSON.stringify([messages.map(({ role, content }) => [role, content]), order.map((at) => digests[at])]),
  )
  return { key: uuidOf(digest), order }
}

function uuidOf(digest: string): string {
  return digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
