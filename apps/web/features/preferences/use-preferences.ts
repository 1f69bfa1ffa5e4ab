import type { Preferences, SavePreferencesInput, SessionView } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../trpc/api.ts'
import { useSession } from '../session/use-session.ts'
import { useUser } from '../session/user-context.ts'

const sessionKey = ['session', 'me', undefined]

/**
 * How the person wants to work, and a way to change it: on the screen at once, then with the account. What could not be
 * saved holds for this page all the same, and `saving` says so.
 */
export function usePreferences() {
  const { preferences } = useUser()
  const queryClient = useQueryClient()
  const session = useSession()
  const saving = useMutation({
    mutationFn: (input: SavePreferencesInput) => api.session.savePreferences.mutate(input),
    onMutate: async (input) => {
      await queryClient.cancelQueries({ queryKey: sessionKey })
      queryClient.setQueryData<SessionView>(sessionKey, (view) => changed(view, input))
    },
    onSuccess: () => session.refetch(),
  })
  return { preferences, save: (input: SavePreferencesInput) => saving.mutate(input), saving }
}

function changed(view: SessionView | undefined, input: SavePreferencesInput): SessionView | undefined {
  if (!view?.user) return view
  const preferences = { ...view.user.preferences, ...input } as Preferences
  return { ...view, user: { ...view.user, preferences } }
}
