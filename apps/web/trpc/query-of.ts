import { queryOptions } from '@tanstack/react-query'

interface Procedure<Input, Output> {
  query(input: Input, options?: { signal?: AbortSignal }): Promise<Output>
}

/** Query options of one procedure; `path` is its name and the first part of the key, so that `['task']` finds all of a noun's. */
export function queryOf<Input, Output>(path: `${string}.${string}`, procedure: Procedure<Input, Output>, input: Input) {
  return queryOptions({
    queryKey: [...path.split('.'), input],
    queryFn: ({ signal }) => procedure.query(input, { signal }),
  })
}
