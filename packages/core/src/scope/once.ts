/**
 * Does `work` unless it was done before under the same idempotency key: `find` gives the first result, or throws
 * IDEMPOTENCY_KEY_REUSED where the key stands for something else. A twin request may be first between the two; whatever
 * `work` then fails with (a unique key, a state that has moved on), the first result is the answer.
 */
export async function once<T>({ find, work }: { find(): Promise<T | null>; work(): Promise<T> }): Promise<T> {
  const first = await find()
  if (first !== null) return first
  try {
    return await work()
  } catch (error) {
    const twin = await find()
    if (twin === null) throw error
    return twin
  }
}
