import type { Game } from './game.ts'

/** A pair of items where the first was placed above, or level with, the second. */
export type Edge = readonly [above: number, below: number]

/** Edges of games: from the winner to the loser, and both ways for a tie. */
export function gameEdges(games: Iterable<Game>): Edge[] {
  const edges: Edge[] = []
  for (const { first, second, wins, losses, ties } of games) {
    if (wins + ties > 0) edges.push([first, second])
    if (losses + ties > 0) edges.push([second, first])
  }
  return edges
}

/**
 * Groups inside which every item reaches every other along the edges, each ascending, by their smallest member.
 * Worths have a maximum-likelihood estimate only if there is one group (Ford 1957). By Kosaraju's two searches, with
 * stacks of their own: a chain of a million items must not exhaust the call stack.
 */
export function strongComponents(items: number, edges: readonly Edge[]): number[][] {
  const below = neighbours(items, edges)
  const above = neighbours(
    items,
    edges.map(([from, to]) => [to, from]),
  )
  const seen = new Uint8Array(items)
  const components = finishOrder(below)
    .reverse()
    .map((item) => flood(item, above, seen))
    .filter((group) => group.length > 0)
  return components.map((group) => group.sort((a, b) => a - b)).sort((a, b) => a[0]! - b[0]!)
}

function neighbours(items: number, edges: readonly Edge[]): number[][] {
  const lists: number[][] = Array.from({ length: items }, () => [])
  for (const [from, to] of edges) lists[from]!.push(to)
  return lists
}

/** Items in the order in which a depth-first search leaves them. */
function finishOrder(below: readonly number[][]): number[] {
  const next = new Int32Array(below.length).fill(-1)
  const order: number[] = []
  for (let root = 0; root < below.length; root++) {
    if (next[root] !== -1) continue
    const path = [root]
    next[root] = 0
    while (path.length > 0) {
      const item = path[path.length - 1]!
      const to = below[item]![next[item]!++]
      if (to === undefined) order.push(path.pop()!)
      else if (next[to] === -1) {
        next[to] = 0
        path.push(to)
      }
    }
  }
  return order
}

/** All that can be reached from an item and was not seen before; nothing if the item itself was. */
function flood(from: number, neighboursOf: readonly number[][], seen: Uint8Array): number[] {
  if (seen[from]) return []
  const group = [from]
  seen[from] = 1
  for (let at = 0; at < group.length; at++) {
    for (const to of neighboursOf[group[at]!]!) {
      if (!seen[to]) {
        seen[to] = 1
        group.push(to)
      }
    }
  }
  return group
}
