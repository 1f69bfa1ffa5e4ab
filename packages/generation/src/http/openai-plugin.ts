import { randomInt, randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { PassThrough } from 'node:stream'
import { AppError } from '@plackett/contracts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Policy } from '../policy/open-policy.ts'
import type { Generated, GenerationRequest } from '../policy/policy.types.ts'
import {
  type AnswerHead,
  chatAnswer,
  chatPiece,
  completionAnswer,
  completionPiece,
  type Piece,
  usageOf,
} from './openai-answers.ts'
import { chatBody, chatRequests, completionBody, completionRequests } from './openai-bodies.ts'
import { openaiErrorOf, replyOpenaiError } from './reply-openai-error.ts'

export interface NamedPolicy {
  /** As `name@version`. */
  readonly reference: string
  readonly policy: Pick<Policy, 'generate'>
}

export interface OpenaiPluginOptions {
  authenticate(request: FastifyRequest): Promise<void>
  /** Throws POLICY_NOT_FOUND. */
  resolvePolicy(reference: string | undefined, request: FastifyRequest): Promise<NamedPolicy>
}

/** What tells the two endpoints apart. */
interface Endpoint<Body> {
  readonly url: string
  readonly idPrefix: string
  readonly body: z.ZodType<Body>
  requests(body: Body, seed: number): GenerationRequest[]
  answer: typeof completionAnswer | typeof chatAnswer
  piece: typeof completionPiece | typeof chatPiece
}

interface AnyBody {
  model?: string | null | undefined
  stream?: boolean | null | undefined
  stream_options?: { include_usage?: boolean | null | undefined } | null | undefined
  seed?: number | null | undefined
}

/** `/v1/completions` and `/v1/chat/completions` as OpenAI's clients ask them, streaming included. */
export async function openaiPlugin(app: FastifyInstance, options: OpenaiPluginOptions): Promise<void> {
  app.setErrorHandler(replyOpenaiError)
  endpoint(app, options, {
    ...{ url: '/v1/completions', idPrefix: 'cmpl-', body: completionBody },
    ...{ requests: completionRequests, answer: completionAnswer, piece: completionPiece },
  })
  endpoint(app, options, {
    ...{ url: '/v1/chat/completions', idPrefix: 'chatcmpl-', body: chatBody },
    ...{ requests: chatRequests, answer: chatAnswer, piece: chatPiece },
  })
}

function endpoint<Body extends AnyBody>(
  app: FastifyInstance,
  { authenticate, resolvePolicy }: OpenaiPluginOptions,
  { url, idPrefix, body: schema, requests, answer, piece }: Endpoint<Body>,
): void {
  app.post(url, { onRequest: (request) => authenticate(request) }, async (request, reply) => {
    const body = parsed(schema, request.body)
    const { reference, policy } = await resolvePolicy(body.model ?? undefined, request)
    const asked = requests(body, body.seed ?? randomInt(2 ** 31))
    const head: AnswerHead = {
      id: `${idPrefix}${randomUUID()}`,
      created: Math.floor(Date.now() / 1_000),
      model: reference,
    }
    const signal = hungUp(reply)
    if (!body.stream) {
      const all = await Promise.all(asked.map((each) => policy.generate(each, { signal })))
      return answer(head, all)
    }
    const isCounted = body.stream_options?.include_usage === true
    return streamed(reply, { policy, asked, signal, isCounted, pieceOf: (each) => piece(head, each) })
  })
}

function parsed<Body>(schema: z.ZodType<Body>, body: unknown): Body {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const path = z.core.toDotPath(issue!.path)
  throw new AppError('INVALID_INPUT', { problem: path === '' ? issue!.message : `${path}: ${issue!.message}` })
}

/** Aborted when the client is gone before it has its answer. */
function hungUp({ raw }: FastifyReply): AbortSignal {
  const ending = new AbortController()
  // One for each choice.
  setMaxListeners(0, ending.signal)
  raw.once('close', () => raw.writableFinished || ending.abort(new AppError('OVERLOADED', { seconds: 1 })))
  return ending.signal
}

interface Streaming {
  readonly policy: Pick<Policy, 'generate'>
  readonly asked: readonly GenerationRequest[]
  readonly signal: AbortSignal
  readonly isCounted: boolean
  pieceOf(piece: Piece): object
}

/** Server-sent events. What is refused before the first token is refused by its status, as without streaming. */
async function streamed(
  reply: FastifyReply,
  { policy, asked, signal, isCounted, pieceOf }: Streaming,
): Promise<FastifyReply> {
  const stream = new PassThrough()
  const send = (event: object) => stream.write(`data: ${JSON.stringify(event)}\n\n`)
  const write = async (onBegun: () => void) => {
    const choices = asked.map(async (request, index) => {
      const onText = (text: string) => {
        send(pieceOf({ index, text, finishReason: null }))
        onBegun()
      }
      const generated = await policy.generate(request, { onText, signal })
      send(pieceOf({ index, text: '', finishReason: generated.finishReason }))
      return generated
    })
    return Promise.all(choices)
  }
  let all: Promise<Generated[]> = Promise.resolve([])
  const begun = new Promise<void>((resolve) => {
    all = write(resolve)
  })
  all.then(
    (generated) => {
      if (isCounted)
        send({ ...pieceOf({ index: 0, text: '', finishReason: null }), choices: [], usage: usageOf(generated) })
      stream.end('data: [DONE]\n\n')
    },
    // Once the answer has begun its status is told; what goes wrong then comes as an event.
    (error: unknown) => stream.end(`data: ${JSON.stringify(openaiErrorOf(error).body)}\n\n`),
  )
  await Promise.race([begun, all])
  return reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('cache-control', 'no-cache')
    .send(stream)
}
