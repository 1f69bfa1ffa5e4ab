import { RandomStream } from '@plackett/models'

/** The items in an order that depends on the seed and the name alone (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], seed: number, name: string): T[] {
  const random = new RandomStream(seed, name)
  const order = [...items]
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random.uniform() * (last + 1))
    const moved = order[last]!
    order[last] = order[other]!
    order[other] = moved
  }
  return order
}
