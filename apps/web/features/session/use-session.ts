import { useQuery } from '@tanstack/react-query'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'

/** Who is logged in; asked again whenever the tab comes back to the front. */
export function useSession() {
  return useQuery({ ...queryOf('session.me', api.session.me, undefined), staleTime: 30_000 })
}
