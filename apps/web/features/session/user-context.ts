import type { SessionView } from '@plackett/contracts'
import { createContext, useContext } from 'react'

export type User = NonNullable<SessionView['user']>

export const UserContext = createContext<User | null>(null)

/** Who is logged in, below a SessionGate. */
export function useUser(): User {
  const user = useContext(UserContext)
  if (!user) throw new Error('useUser needs a SessionGate above it')
  return user
}
