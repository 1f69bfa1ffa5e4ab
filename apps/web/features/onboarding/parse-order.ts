/**
 * A typed order such as `2 1=4 3` as tiers of ids, the numbers counting `ids` from 1; null unless it names each of them
 * once. Digits may stand without spaces: `21=43`.
 */
export function parseOrder(typed: string, ids: readonly string[]): string[][] | null {
  const marks = typed
    .replace(/[\s,>›]+/g, ' ')
    .replace(/\s*=\s*/g, '=')
    .trim()
  if (!/^\d(?:[ =]?\d)*$/.test(marks)) return null
  const tiers: string[][] = []
  let isTied = false
  for (const mark of marks) {
    if (mark === '=') isTied = true
    if (!/\d/.test(mark)) continue
    const id = ids[Number(mark) - 1]
    if (id === undefined) return null
    if (isTied) tiers.at(-1)!.push(id)
    else tiers.push([id])
    isTied = false
  }
  const named = tiers.flat()
  return named.length === ids.length && new Set(named).size === ids.length ? tiers : null
}
