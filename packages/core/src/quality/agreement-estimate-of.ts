import type { AgreementEstimate, ShareEstimate } from '@plackett/contracts'
import type { HumanAgreement, Share } from '@plackett/preference'

export function shareEstimateOf({
  share,
  lower,
  upper,
  n,
}: Pick<Share, 'share' | 'lower' | 'upper' | 'n'>): ShareEstimate {
  return { value: share, low: lower, high: upper, n }
}

export function agreementEstimateOf(agreement: HumanAgreement): AgreementEstimate {
  const { alpha, alphaInterval, rankAlpha, pairAgreement, pairInterval, pairs, tasks, annotators } = agreement
  return {
    alpha,
    alphaInterval: alphaInterval && { low: alphaInterval.lower, high: alphaInterval.upper },
    rankAlpha,
    pairs: shareEstimateOf({ share: pairAgreement, ...pairInterval, n: pairs }),
    tasks,
    annotators,
  }
}
