import type { IncomingHttpHeaders } from 'node:http'
import type { AppError, ScoreResult } from '@plackett/contracts'
import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import type { SplitText } from '../../text/split-text.ts'

/** The wire protocols that can be switched on and off, one by one. */
export const dialectNames = [
  'plackett',
  'openai',
  'openrlhf',
  'vllm',
  'sglang',
  'tei',
  'rerank',
  'slime',
  'llama-factory',
  'kserve',
] as const
export type DialectName = (typeof dialectNames)[number]

/** One wire protocol: how its clients ask, what they are answered, and how they are refused. */
export interface Dialect {
  name: DialectName
  routes: readonly DialectRoute[]
}

export interface DialectRoute<Body = unknown> {
  method: 'GET' | 'POST'
  paths: readonly string[]
  /** Where several dialects share a path, whether a body is this one's. The last of them need not ask. */
  isMine?(body: unknown): boolean
  /** Makes a JSON body out of what came, where that is something else. */
  read?(body: unknown, headers: IncomingHttpHeaders): unknown
  body: z.ZodType<Body>
  /** What is answered, for the description of our own routes. */
  response?: z.ZodType
  /** What is sent: a Buffer as it is, anything else as JSON. */
  answer(body: Body, asking: Asking): Promise<unknown>
  refuse(error: AppError): Refusal
}

export interface Refusal {
  status: number
  body: unknown
}

/** What a route may ask for while it answers. */
export interface Asking {
  readonly params: Readonly<Record<string, string>>
  readonly headers: IncomingHttpHeaders
  readonly reply: FastifyReply
  /**
   * Scores by the model that is named, or the one that is meant without a name. What was cut, and what could not be split
   * into prompt and completion, is said in the answer's headers too.
   */
  score(texts: readonly SplitText[], model: string | null | undefined): Promise<Scored>
  /** The reference of the model that is named; MODEL_NOT_FOUND and its kin where there is none. */
  resolve(model: string): Promise<string>
  /** References of the models that may be asked. */
  listModels(): Promise<string[]>
}

export interface Scored {
  /** `name@version` */
  model: string
  results: ScoreResult[]
  /** Tokens that the model read of all texts together. */
  tokens: number
  milliseconds: number
}

/** Lets the body's type follow from its schema. */
export function route<Body>(definition: DialectRoute<Body>): DialectRoute {
  return definition as DialectRoute<unknown>
}
