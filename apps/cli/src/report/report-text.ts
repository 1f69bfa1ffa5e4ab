import type { Estimate, RewardReport } from '@plackett/contracts'

/** A report for people, one figure a row. */
export function reportRowsOf(report: RewardReport): TableRow[] {
  return [
    ['accuracy', estimateText(report.accuracy)],
    ['length baseline', estimateText(report.lengthBaseline)],
    ['human ceiling', estimateText(report.humanCeiling)],
    ['log loss', numberText(report.logLoss)],
    ['length correlation', numberText(report.lengthCorrelation)],
    ['reward', `${numberText(report.rewardMean)} ± ${numberText(report.rewardDeviation)}`],
    ['judged on', `${report.pairs} pairs of ${report.prompts} prompts in ${report.rankings} rankings`],
  ]
}

export type TableRow = readonly [name: string, value: string]

/** Names and values in two columns. */
export function table(rows: readonly TableRow[]): string {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('')
}

function estimateText(estimate: Estimate | null): string {
  if (estimate === null) return 'not known from this data'
  return `${estimate.value.toFixed(3)}  (95 % interval ${estimate.low.toFixed(3)} to ${estimate.high.toFixed(3)})`
}

export function numberText(value: number | null): string {
  return value === null ? 'not known from this data' : value.toFixed(3)
}
