import type { ProjectReference, SelectionReport } from '@plackett/contracts'
import { AgreementTally, ClusteredShare, estimateFromSample } from '@plackett/preference'
import { authorize } from '../access/authorize.ts'
import { shareEstimateOf } from '../quality/agreement-estimate-of.ts'
import type { Scope } from '../scope/scope.ts'
import { selectedTasks } from './selected-tasks.ts'

/**
 * What active selection brings, beside the part that is drawn at random: how contested the tasks are that each kind of
 * draw picked, and what the weighted draw says of all tasks once each counts 1/probability.
 */
export async function viewSelection(scope: Scope, { projectId }: ProjectReference): Promise<SelectionReport> {
  await authorize(scope, 'quality:view', { projectId })
  const tasks = await selectedTasks(scope.db, projectId)
  const kinds = [...new Set(tasks.map(({ selection }) => selection))]
  return {
    kinds: kinds
      .map((selection) => {
        const own = tasks.filter((task) => task.selection === selection)
        return { selection, tasks: own.length, meanWeight: meanOf(own.map(({ weight }) => weight)), ...contestOf(own) }
      })
      .sort((a, b) => b.tasks - a.tasks),
    reweighted: reweightedOf(tasks),
  }
}

type Selected = Awaited<ReturnType<typeof selectedTasks>>[number]

/** How far annotators agree on these tasks: what active selection picks should be harder than what chance picks. */
function contestOf(tasks: Selected[]): Pick<SelectionReport['kinds'][number], 'agreement' | 'ties'> {
  const tally = new AgreementTally<string>()
  const ties = new ClusteredShare()
  for (const { rankings } of tasks) {
    tally.add(rankings.map(({ annotatorId, ranks }) => ({ annotator: annotatorId, ranks })))
    for (const { ranks } of rankings) ties.add(tiesIn(ranks), (ranks.length * (ranks.length - 1)) / 2)
  }
  const agreement = tally.result()
  const tied = ties.result()
  return {
    agreement:
      agreement && shareEstimateOf({ share: agreement.pairAgreement, ...agreement.pairInterval, n: agreement.pairs }),
    ties: tied && shareEstimateOf(tied),
  }
}

/** The share of ties among all tasks, from the weighted draw: each answer stands for 1/probability tasks. */
function reweightedOf(tasks: Selected[]): SelectionReport['reweighted'] {
  const sample = tasks
    .filter(({ selection, probability }) => selection === 'weighted' && probability !== null && probability > 0)
    .flatMap(({ rankings, probability }) =>
      rankings.slice(0, 1).map(({ ranks }) => {
        return { outcome: tiesIn(ranks) / ((ranks.length * (ranks.length - 1)) / 2), probability: probability! }
      }),
    )
  const estimate = estimateFromSample(sample, sample.length)
  if (estimate === null) return null
  const { hajek, hajekError, effectiveSize } = estimate
  return {
    tieShare: { value: hajek, low: hajek - 1.96 * hajekError, high: hajek + 1.96 * hajekError, n: sample.length },
    effectiveSize,
  }
}

function tiesIn(ranks: readonly (number | null)[]): number {
  const placed = ranks.filter((rank) => rank !== null)
  return placed.reduce((ties, rank, at) => ties + placed.slice(at + 1).filter((other) => other === rank).length, 0)
}

function meanOf(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
