import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { problemOf } from './problem-of.ts'

/** One cache a tab. A refusal is final; no answer, or one of a server in trouble, is tried twice more. */
export function createQueryClient(): QueryClient {
  const askWhoIsLoggedIn = (error: unknown) => {
    if (problemOf(error).code === 'UNAUTHENTICATED') client.invalidateQueries({ queryKey: ['session'] })
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: askWhoIsLoggedIn }),
    mutationCache: new MutationCache({ onError: askWhoIsLoggedIn }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => isPassing(problemOf(error).status) && failures < 2,
      },
      mutations: { networkMode: 'always' },
    },
  })
  return client
}

/** Whether a failure may pass by itself: no answer came, or the server was at its limit or in trouble. */
export function isPassing(status: number): boolean {
  return status === 0 || status === 408 || status === 429 || status >= 500
}
