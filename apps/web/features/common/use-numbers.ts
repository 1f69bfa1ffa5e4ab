import { useFormatter } from 'next-intl'

/** Numbers as the reader's language writes them. */
export function useNumbers() {
  const format = useFormatter()
  return {
    count: (value: number) => format.number(value),
    percent: (value: number, digits = 1) =>
      format.number(value, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }),
    decimal: (value: number, digits = 3) =>
      format.number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  }
}
