'use client'

import { Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { AuthCard } from './auth-card.tsx'
import { LogInForm } from './log-in-form.tsx'
import { nextPage } from './next-page.ts'
import { useSession } from './use-session.ts'

export function LogInPage() {
  const t = useTranslations('session')
  const router = useRouter()
  const goal = nextPage(useSearchParams().get('next'))
  const queryClient = useQueryClient()
  const session = useSession()
  const isLoggedIn = Boolean(session.data?.user)

  useEffect(() => {
    if (isLoggedIn) router.replace(goal)
  }, [isLoggedIn, goal, router])

  if (session.data?.needsSetup) {
    return (
      <AuthCard title={t('setupNeededTitle')}>
        <Text size="sm">{t('setupNeeded')}</Text>
      </AuthCard>
    )
  }
  return (
    <AuthCard title={t('logIn')}>
      <LogInForm onDone={() => queryClient.invalidateQueries()} />
      <Text size="sm" c="dimmed">
        {t('byInvitation')}
      </Text>
    </AuthCard>
  )
}
