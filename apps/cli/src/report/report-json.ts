import type { Estimate, RewardReport } from '@plackett/contracts'

/** A report as flat fields for programs: each estimate as a number beside its 95 % interval, null where unknown. */
export function reportJsonOf(report: RewardReport) {
  return {
    accuracy: numberOf(report.accuracy),
    accuracyInterval: intervalOf(report.accuracy),
    lengthBaseline: numberOf(report.lengthBaseline),
    lengthBaselineInterval: intervalOf(report.lengthBaseline),
    humanCeiling: numberOf(report.humanCeiling),
    humanCeilingInterval: intervalOf(report.humanCeiling),
    logLoss: report.logLoss,
    lengthCorrelation: report.lengthCorrelation,
    rewardMean: report.rewardMean,
    rewardDeviation: report.rewardDeviation,
    pairs: report.pairs,
    prompts: report.prompts,
    rankings: report.rankings,
    evaluation: report.evaluation ?? null,
  }
}

function numberOf(estimate: Estimate | null): number | null {
  return estimate === null ? null : estimate.value
}

function intervalOf(estimate: Estimate | null): [number, number] | null {
  return estimate === null ? null : [estimate.low, estimate.high]
}
