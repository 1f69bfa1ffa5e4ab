import { gradients } from '@plackett/autodiff'
import {
  davidsonLoss,
  davidsonLuceObjective,
  dpoDefaults,
  dpoLoss,
  entropies,
  type GrpoSettings,
  gae,
  groupAdvantages,
  grpoDefaults,
  grpoLoss,
  huberErrors,
  type KlForm,
  klEstimate,
  ktoLoss,
  listwiseObjective,
  maskedMean,
  nextTokenLoss,
  orpoLoss,
  pairwiseObjective,
  ppoPolicyLoss,
  ppoValueLoss,
  type RewardObjective,
  raoKupperLoss,
  rlooAdvantages,
  rlooLoss,
  squaredErrors,
} from '@plackett/models'
import { GraphBuilder, type Tensor, tensorFrom, type Value } from '@plackett/onnx'
import { expect, test } from 'vitest'
import { flat, largestDifference, largestOf, numbersOf } from './support/differences.ts'
import { describeReference, readJson } from './support/reference.ts'
import { runGraph } from './support/run-graph.ts'

interface LossParameters {
  pairs?: number[][]
  label_smoothing?: number
  centring?: number
  ranks?: number[]
  sizes?: number[]
  outcomes?: ('first' | 'second' | 'tie')[]
  delta?: number
  beta?: number
  form?: string
  chosen_tokens?: number[]
  rejected_tokens?: number[]
  desirable_weight?: number
  undesirable_weight?: number
  labels?: number[][] | boolean[]
  num_items?: number | null
  mask?: number[][]
  clip?: number
  clip_low?: number
  clip_high?: number
  kl_times_ratio?: boolean
  max_completion_length?: number
  scale?: 'none' | 'group' | 'batch'
  normalize?: boolean
  gamma?: number
  lam?: number
  last_value?: number
}

interface LossCase {
  loss: string
  case: string
  inputs: Record<string, unknown>
  parameters: LossParameters
  /** Of a table, whose entries are `values`, the sum of k times the k-th entry. */
  value?: number
  values?: unknown
  returns?: unknown
  gradients?: Record<string, unknown>
}

interface Built {
  loss: Value
  /** For a loss that is a table. */
  tables?: Record<string, Value>
  /** The tensors that it needs beside the case's inputs. */
  fed?: Record<string, Tensor>
}

/** Builds a loss of the case's inputs, all of them float32. */
type Build = (g: GraphBuilder, inputs: Record<string, Value>, parameters: LossParameters) => Built

const builders: Record<string, Build> = {
  bradley_terry: (g, { rewards, margins, weights }, { pairs = [], label_smoothing = 0, centring = 0 }) => {
    const settings = { marginPerRank: 0, labelSmoothing: label_smoothing, centring }
    const [chosen, rejected] = [g.input('chosen', 'int64', ['pairs']), g.input('rejected', 'int64', ['pairs'])]
    const inputs = { chosen, rejected, pair_weight: weights!, margin: margins! }
    const column = (at: number) => pairs.map((pair) => pair[at]!)
    return {
      loss: pairwiseObjective(settings).loss(g, rewards!, inputs),
      fed: {
        chosen: tensorFrom('int64', [column(0).length], column(0)),
        rejected: tensorFrom('int64', [column(1).length], column(1)),
      },
    }
  },
  plackett_luce: (g, { rewards }, { ranks = [] }) => overRanking(g, listwiseObjective(), { ranks, rewards: rewards! }),
  davidson_luce: (g, { rewards, log_delta }, { ranks = [], sizes = [] }) => {
    // Without sizes beyond 1 there is nothing to learn, and the case's gradient is empty.
    const learned: Record<string, Value> = log_delta!.shape[0] === 0 ? {} : { log_delta: log_delta! }
    return overRanking(g, davidsonLuceObjective({ sizes }), { ranks, rewards: rewards!, learned })
  },
  davidson: (g, { first, second, log_nu }, { outcomes = [] }) => {
    return { loss: davidsonLoss(g, { first: first!, second: second!, ...outcomeShares(g, outcomes) }, log_nu!) }
  },
  rao_kupper: (g, { first, second, log_theta }, { outcomes = [] }) => {
    return { loss: raoKupperLoss(g, { first: first!, second: second!, ...outcomeShares(g, outcomes) }, log_theta!) }
  },
  mean_squared_error: (g, { predicted, ratings }) => {
    return { loss: g.reduceMean(squaredErrors(g, { predicted: predicted!, ratings: ratings! })) }
  },
  huber: (g, { predicted, ratings }, { delta = 1 }) => {
    return { loss: g.reduceMean(huberErrors(g, { predicted: predicted!, ratings: ratings! }, delta)) }
  },
  dpo: (g, { chosen, rejected, ref_chosen, ref_rejected }, parameters) => {
    const { beta = 0.1, label_smoothing: labelSmoothing = 0, form = 'sigmoid' } = parameters
    const over = (x: Value, tokens: number[] = []) => (form === 'ipo-mean' ? g.div(x, numbersIn(g, tokens)) : x)
    const inputs = {
      chosen: over(chosen!, parameters.chosen_tokens),
      rejected: over(rejected!, parameters.rejected_tokens),
      referenceChosen: over(ref_chosen!, parameters.chosen_tokens),
      referenceRejected: over(ref_rejected!, parameters.rejected_tokens),
    }
    const known = form.startsWith('ipo') ? 'ipo' : form === 'robust' ? 'robust' : dpoDefaults.form
    return { loss: dpoLoss(g, inputs, { beta, labelSmoothing, form: known }) }
  },
  kto: (g, { logps, ref_logps, kl_logps, ref_kl_logps }, parameters) => {
    const isDesirable = g.equal(numbersIn(g, (parameters.labels as boolean[]).map(Number)), 1)
    const inputs = {
      policy: logps!,
      reference: ref_logps!,
      mismatchedPolicy: kl_logps!,
      mismatchedReference: ref_kl_logps!,
      isDesirable,
    }
    const [beta, desirableWeight] = [parameters.beta!, parameters.desirable_weight!]
    return { loss: ktoLoss(g, inputs, { beta, desirableWeight, undesirableWeight: parameters.undesirable_weight! }) }
  },
  orpo: (g, { chosen_nll, chosen_logps, rejected_logps }, { beta = 0.1 }) => {
    return {
      loss: orpoLoss(g, { chosenLoss: chosen_nll!, chosen: chosen_logps!, rejected: rejected_logps! }, beta),
    }
  },
  sft: (g, { logits }, { labels, num_items }) => {
    const rows = labels as number[][]
    const counted = rows.flatMap((row) => row.slice(1)).filter((label) => label !== -100).length
    const items = g.input('items', 'float32', [])
    return {
      loss: nextTokenLoss(g, { logits: logits!, labels: g.input('labels', 'int64', dimsOf(rows)), items }),
      fed: {
        labels: tensorFrom('int64', dimsOf(rows), rows.flat()),
        items: tensorFrom('float32', [], [num_items ?? Math.max(counted, 1)]),
      },
    }
  },
  ppo_policy: (g, { logps, old_logps, advantages }, { mask, clip }) => {
    const inputs = { logProbabilities: logps!, oldLogProbabilities: old_logps!, advantages: advantages! }
    return { loss: ppoPolicyLoss(g, { ...inputs, mask: numbersIn(g, mask!) }, { low: clip!, high: clip! }) }
  },
  ppo_value: (g, { values, old_values, returns }, { mask, clip }) => {
    const inputs = { values: values!, oldValues: old_values!, returns: returns!, mask: numbersIn(g, mask!) }
    return { loss: ppoValueLoss(g, inputs, clip!) }
  },
  entropy: (g, { logits }, { mask }) => ({ loss: maskedMean(g, entropies(g, logits!), numbersIn(g, mask!)) }),
  grpo: (g, { logps, old_logps, ref_logps, advantages }, parameters) => {
    const inputs = {
      logProbabilities: logps!,
      old: old_logps!,
      reference: ref_logps!,
      advantages: g.unsqueeze(advantages!, [1]),
      mask: numbersIn(g, parameters.mask!),
      items: g.scalar(parameters.num_items ?? 1, 'float32'),
    }
    const { form, max_completion_length: drGrpo = 1 } = parameters
    const settings: GrpoSettings = {
      clip: { low: parameters.clip_low!, high: parameters.clip_high! },
      beta: parameters.beta!,
      klTimesRatio: parameters.kl_times_ratio ?? grpoDefaults.klTimesRatio,
      form: form === 'dr_grpo' ? { drGrpo } : (form as 'grpo' | 'bnpo' | 'dapo'),
    }
    return { loss: grpoLoss(g, inputs, settings) }
  },
  rloo: (g, { logps, old_logps, advantages }, { mask, clip }) => {
    const inputs = { logProbabilities: logps!, oldLogProbabilities: old_logps!, advantages: advantages! }
    return { loss: rlooLoss(g, { ...inputs, mask: numbersIn(g, mask!) }, { low: clip!, high: clip! }) }
  },
  group_advantages: (g, { rewards }, { scale }) => table(g, { values: groupAdvantages(g, rewards!, scale!) }),
  rloo_advantages: (g, { rewards, kl }, { beta, normalize }) => {
    const settings = { beta: beta!, normalize: normalize! }
    return table(g, { values: rlooAdvantages(g, { rewards: rewards!, kl: kl! }, settings) })
  },
  kl_estimate: (g, { logps, ref_logps }, { form }) => {
    return table(g, { values: klEstimate(g, logps!, ref_logps!, form as KlForm) })
  },
  gae: (g, { rewards, values }, { gamma, lam, last_value = 0 }) => {
    const row = (x: Value) => g.unsqueeze(x, [0])
    const inputs = { rewards: row(rewards!), values: row(values!), lastValues: numbersIn(g, [last_value]) }
    const { advantages, returns } = gae(g, inputs, { gamma: gamma!, lambda: lam! })
    return table(g, { values: g.squeeze(advantages, [0]), returns: g.squeeze(returns, [0]) })
  },
}

/** The loss of one ranking of the rewards. */
function overRanking(
  g: GraphBuilder,
  objective: RewardObjective,
  { ranks, rewards, learned = {} }: { ranks: number[]; rewards: Value; learned?: Record<string, Value> },
): Built {
  const declared = objective.inputs.map(({ name, type, shape }) => [name, g.input(name, type, shape)] as const)
  const fed = objective.targets([{ texts: ranks.map((_, at) => at), ranks }])
  return { loss: objective.loss(g, rewards, { ...Object.fromEntries(declared), ...learned }), fed }
}

function outcomeShares(g: GraphBuilder, outcomes: readonly string[]) {
  const share = (outcome: string) =>
    numbersIn(
      g,
      outcomes.map((each) => (each === outcome ? 1 / outcomes.length : 0)),
    )
  return { won: share('first'), lost: share('second'), tied: share('tie') }
}

function numbersIn(g: GraphBuilder, nested: number[] | number[][]): Value {
  return g.constant(tensorFrom('float32', dimsOf(nested), flat(nested)))
}

/** Σ k · the k-th entry of `values`, in row order. */
function table(g: GraphBuilder, tables: Record<'values', Value> & Record<string, Value>): Built {
  const { values } = tables
  const size = values.shape.reduce<number>((product, dim) => product * (dim as number), 1)
  const factors = Array.from({ length: size }, (_, at) => at + 1)
  const weights = g.constant(tensorFrom('float64', values.shape as number[], factors))
  return { loss: g.reduceSum(g.mul(g.cast(values, 'float64'), weights)), tables }
}

function dimsOf(nested: unknown): number[] {
  return Array.isArray(nested) ? [nested.length, ...(nested.length > 0 ? dimsOf(nested[0]) : [])] : []
}

async function compare(lossCase: LossCase): Promise<void> {
  const g = new GraphBuilder()
  const given = Object.entries(lossCase.inputs)
  const symbolic = lossCase.loss === 'bradley_terry'
  const inputs = Object.fromEntries(
    given.map(([name, nested]) => {
      const shape = symbolic && name !== 'rewards' ? ['pairs'] : dimsOf(nested)
      return [name, g.input(name, 'float32', shape)]
    }),
  )
  const { loss, tables = {}, fed = {} } = builders[lossCase.loss]!(g, inputs, lossCase.parameters)
  const expected = lossCase.gradients ?? {}
  const wanted = Object.keys(expected)
  const found = gradients(
    g,
    loss,
    wanted.map((name) => inputs[name]!),
  )
  g.output(loss, 'loss')
  for (const [name, values] of Object.entries(tables)) g.output(values, `table.${name}`)
  for (const [at, name] of wanted.entries()) g.output(found[at]!, `${name}.grad`)
  const numbers = given.map(([name, nested]) => [name, tensorFrom('float32', dimsOf(nested), flat(nested))])
  const results = await runGraph(g, { ...Object.fromEntries(numbers), ...fed })

  if (lossCase.value !== undefined) {
    // Of a table the entries themselves are held below; their sum cancels, so its rounding is that of its terms.
    const terms = flat(lossCase.values ?? []).map((entry, at) => Math.abs(entry) * (at + 1))
    const size = Math.max(Math.abs(lossCase.value), ...terms)
    const tolerance = 2e-6 * Math.max(1, size)
    expect(Math.abs(numbersOf(results.loss!)[0]! - lossCase.value)).toBeLessThan(tolerance)
  }
  for (const name of Object.keys(tables)) {
    const entries = flat(lossCase[name as 'values' | 'returns'])
    const tolerance = 2e-6 * Math.max(1, largestOf(entries))
    expect(largestDifference(numbersOf(results[`table.${name}`]!), entries), name).toBeLessThan(tolerance)
  }
  const largest = Math.max(1, ...wanted.map((name) => largestOf(flat(expected[name]))))
  for (const name of wanted)
    expect(largestDifference(numbersOf(results[`${name}.grad`]!), flat(expected[name])), name).toBeLessThan(
      2e-6 * largest,
    )
}

describeReference('reference/losses', () => {
  const { cases } = readJson<{ cases: LossCase[] }>('reference/losses/golden.json')
  test('every loss of the folder is compared', () => {
    expect(Object.keys(builders).sort()).toEqual([...new Set(cases.map(({ loss }) => loss))].sort())
  })
  for (const lossCase of cases) test(`${lossCase.loss}: ${lossCase.case}`, () => compare(lossCase))
})
