import type { AppRouter } from '@plackett/api'
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from '@trpc/client'
import superjson from 'superjson'
import { noteServerDate } from './server-clock.ts'

const options = {
  url: '/trpc',
  transformer: superjson,
  fetch: async (input: RequestInfo | URL | string, init?: RequestInit) => {
    const response = await fetch(input, init)
    noteServerDate(response.headers.get('date'))
    return response
  },
}

/** The API, at the address this page came from. Queries of one moment share a request; each write has its own. */
export const api = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'mutation',
      true: httpLink(options),
      false: httpBatchLink({ ...options, maxURLLength: 4_000 }),
    }),
  ],
})
