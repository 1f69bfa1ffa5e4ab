/** What a conversion could not carry over, counted by reason. */
export class Loss {
  readonly #counts = new Map<string, number>()

  /** Notes `count` things that were lost for `reason`, worded so that "12 × reason" reads well. */
  note(reason: string, count = 1): void {
    if (count > 0) this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + count)
  }

  /** Reasons and counts in the order in which the reasons first came up. */
  entries(): { reason: string; count: number }[] {
    return [...this.#counts].map(([reason, count]) => ({ reason, count }))
  }
}
