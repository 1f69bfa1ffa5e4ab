/** Remembers each answer for a moment, one that is still on its way too; failures are not remembered. At most 1,000 of them. */
export function briefly<T>(forMs: number, ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const answers = new Map<string, { until: number; answer: Promise<T> }>()
  return (key) => {
    const now = performance.now()
    const known = answers.get(key)
    if (known && known.until > now) return known.answer
    if (answers.size >= 1_000) answers.clear()
    const answer = ask(key)
    answers.set(key, { until: now + forMs, answer })
    answer.catch(() => answers.delete(key))
    return answer
  }
}
