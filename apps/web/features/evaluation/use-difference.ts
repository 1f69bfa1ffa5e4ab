import type { PairedDifference } from '@plackett/contracts'
import { useFormatter } from 'next-intl'

/** Differences of shares as the reader's language writes them. */
export function useDifference() {
  const format = useFormatter()
  const signed = (value: number) =>
    format.number(value, {
      style: 'percent',
      signDisplay: 'exceptZero',
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    })
  return {
    points: ({ difference, low, high }: PairedDifference) => `${signed(difference)} [${signed(low)}, ${signed(high)}]`,
    chance: ({ p }: PairedDifference) =>
      p < 0.001 ? `< ${format.number(0.001)}` : format.number(p, { maximumFractionDigits: 3 }),
  }
}
