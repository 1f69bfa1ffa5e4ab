'use client'

import { Container, Modal } from '@mantine/core'
import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { QueryView } from '../common/query-view.tsx'
import { LogInForm } from './log-in-form.tsx'
import { useSession } from './use-session.ts'
import { type User, UserContext } from './user-context.ts'

/**
 * Lets only people in who are logged in. Whose session ends while they work keeps the page, and whatever is on it, behind
 * a log-in form.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const t = useTranslations('session')
  const session = useSession()
  const router = useRouter()
  const pathname = usePathname()
  const user = session.data?.user ?? null
  const [seen, setSeen] = useState<User | null>(null)
  if (user && user.id !== seen?.id) setSeen(user)

  const isStranger = session.data !== undefined && !user && !seen
  useEffect(() => {
    if (isStranger) router.replace(`/log-in?next=${encodeURIComponent(pathname)}`)
  }, [isStranger, pathname, router])

  if (!seen) {
    return (
      <Container py="xl" size="md">
        <QueryView query={session}>{() => null}</QueryView>
      </Container>
    )
  }
  return (
    <UserContext value={user ?? seen}>
      {children}
      <Modal opened={!user} onClose={() => {}} withCloseButton={false} title={t('endedTitle')}>
        <LogInForm email={seen.email} note={t('endedNote')} onDone={() => session.refetch()} />
      </Modal>
    </UserContext>
  )
}
