/** The object without the fields that are undefined, so that what is absent is not written as a key. */
export function onlyGiven<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T
}
