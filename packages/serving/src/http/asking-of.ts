import { AppError } from '@plackett/contracts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { combineScorers } from '../model/combine-scorers.ts'
import { type ModelTerm, readModelExpression } from '../model/model-expression.ts'
import type { RewardScorer } from '../model/reward-scorer.types.ts'
import type { SplitText } from '../text/split-text.ts'
import type { Asking, DialectName, Scored } from './dialects/dialect.ts'
import type { ScorePluginOptions } from './score-plugin.types.ts'

const defaultDeadlineMs = 30_000

/** Names that clients have in their code for whatever model the server has: NeMo-Aligner's, LLaMA-Factory's, SGLang's. */
const anyModel = new Set(['reward_model', 'model', 'default'])

interface AskingOptions extends ScorePluginOptions {
  dialect: DialectName
}

/** What a dialect may ask for while it answers one request. */
export function askingOf(options: AskingOptions, request: FastifyRequest, reply: FastifyReply): Asking {
  const resolve = (name: string | null | undefined) => resolved(options, request, name || undefined)
  return {
    params: request.params as Record<string, string>,
    headers: request.headers,
    reply,
    score: async (texts, model) => {
      const isBulk = request.headers['x-plackett-priority'] === 'bulk'
      const scored = await score(await resolve(model), texts, { reply, isBulk, deadlineMs: options.deadlineMs })
      const unsplit = texts.filter(({ isSplit }) => !isSplit).length
      options.metrics?.countItems(options.dialect, scored.model, { results: scored.results, unsplit })
      return scored
    },
    resolve: async (model) => (await resolve(model)).reference,
    listModels: () => options.listModels(request),
  }
}

async function resolved(
  { resolveModel }: ScorePluginOptions,
  request: FastifyRequest,
  name: string | undefined,
): Promise<RewardScorer> {
  try {
    return await resolveModel(name, request)
  } catch (error) {
    if (name === undefined || !(error instanceof AppError) || error.code !== 'MODEL_NOT_FOUND') throw error
    if (anyModel.has(name)) return resolveModel(undefined, request)
    const terms = readModelExpression(name)
    if (terms === null) throw error
    const scorers = await Promise.all(terms.map(({ reference }) => resolveModel(reference, request)))
    return combineScorers(
      scorers.map(({ reference }, at) => `${weightOf(terms, at)}${reference}`).join('+'),
      scorers.map((scorer, at) => ({ scorer, weight: terms[at]!.weight })),
    )
  }
}

function weightOf(terms: readonly ModelTerm[], at: number): string {
  const { weight } = terms[at]!
  return terms.every((term) => term.weight === 1 / terms.length) ? '' : `${weight}*`
}

interface Waiting {
  reply: FastifyReply
  isBulk: boolean
  deadlineMs: number | undefined
}

async function score(resolved: RewardScorer, texts: readonly SplitText[], waiting: Waiting): Promise<Scored> {
  const { reply, isBulk, deadlineMs = defaultDeadlineMs } = waiting
  const startedAt = performance.now()
  let tokens = 0
  const onRead = (read: number) => {
    tokens += read
  }
  const items = texts.map(({ item }) => item)
  const scorer = resolved.route?.(items) ?? resolved
  const results = await withinDeadline(reply, deadlineMs, (signal) => scorer.score(items, { signal, isBulk, onRead }))
  const isCut = results.map((result) => result.reward !== null && result.truncated === true)
  const truncated = indexesOf(isCut)
  const unsplit = indexesOf(texts.map(({ isSplit }) => !isSplit))
  reply.header('x-plackett-model', scorer.reference)
  if (truncated !== '') reply.header('x-plackett-truncated', truncated)
  if (unsplit !== '') reply.header('x-plackett-unsplit', unsplit)
  const milliseconds = Math.round((performance.now() - startedAt) * 1_000) / 1_000
  return { model: scorer.reference, results, tokens, milliseconds }
}

/** The places of what is true, as a header: "0,3". */
function indexesOf(claims: readonly boolean[]): string {
  return claims.flatMap((isTrue, index) => (isTrue ? [index] : [])).join(',')
}

/** Ends the work when the client hangs up, or when it has waited so long that it had better ask another server. */
async function withinDeadline<T>(
  reply: FastifyReply,
  deadlineMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController()
  const deadline = setTimeout(() => ending.abort(new AppError('OVERLOADED', { seconds: 1 })), deadlineMs)
  const onClose = () => ending.abort(new AppError('OVERLOADED', { seconds: 1 }))
  reply.raw.once('close', onClose)
  try {
    return await work(ending.signal)
  } finally {
    clearTimeout(deadline)
    reply.raw.off('close', onClose)
  }
}
