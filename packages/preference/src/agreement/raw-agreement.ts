/** How often two annotators of a unit gave the same value, before any correction for chance. */
export interface RawAgreement {
  /** Over all pairs of values. */
  pooled: number
  /** The mean of the units' own shares. */
  meanOfUnits: number
  units: number
}

/** From counts per category; null where no unit has two values. */
export function rawAgreement(units: readonly (readonly number[])[]): RawAgreement | null {
  const pairs = units
    .map((counts) => {
      const values = counts.reduce((sum, count) => sum + count, 0)
      return { equal: counts.reduce((sum, count) => sum + count * (count - 1), 0), all: values * (values - 1) }
    })
    .filter(({ all }) => all > 0)
  if (pairs.length === 0) return null
  const sum = (of: (pair: { equal: number; all: number }) => number) =>
    pairs.reduce((total, pair) => total + of(pair), 0)
  return {
    pooled: sum(({ equal }) => equal) / sum(({ all }) => all),
    meanOfUnits: sum(({ equal, all }) => equal / all) / pairs.length,
    units: pairs.length,
  }
}
