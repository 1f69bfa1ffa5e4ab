interface Step<V> {
  readonly inputs: readonly (V | undefined)[]
  readonly outputs: readonly V[]
}

/** The steps on which the wanted values depend, in their order. */
export function neededNodes<V, S extends Step<V>>(steps: readonly (S & Step<V>)[], wanted: readonly V[]): S[] {
  const needed = new Set<V | undefined>(wanted)
  const kept: S[] = []
  for (const step of steps.toReversed()) {
    if (!step.outputs.some((output) => needed.has(output))) continue
    for (const input of step.inputs) needed.add(input)
    kept.push(step)
  }
  return kept.reverse()
}
