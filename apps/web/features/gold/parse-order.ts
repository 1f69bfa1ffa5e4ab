/**
 * An order as people write it, "2 > 1 = 4 > 3" (or without ">", "2 1 = 4 3"), as tiers of numbers from 1, best first. Null
 * unless it places each of so many completions once.
 */
export function parseOrder(text: string, completions: number): number[][] | null {
  const tiers = text
    .replaceAll(/[›>，,]/g, ' ')
    .replaceAll(/\s*[=＝]\s*/g, '=')
    .trim()
    .split(/\s+/)
    .map((tier) => tier.split('=').map((number) => (/^\d$/.test(number) ? Number(number) : Number.NaN)))
  const placed = tiers.flat()
  const isEachOnce = placed.length === completions && new Set(placed).size === completions
  return isEachOnce && placed.every((number) => number >= 1 && number <= completions) ? tiers : null
}

/** The tiers as people write them. */
export function orderText(tiers: readonly (readonly number[])[]): string {
  return tiers.map((tier) => tier.join(' = ')).join(' › ')
}
