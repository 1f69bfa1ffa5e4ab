'use client'

import type { InvitationView } from '@plackett/contracts'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { ProblemNote } from '../common/problem-note.tsx'
import { SkeletonRows } from '../common/query-view.tsx'
import { AcceptForm } from './accept-form.tsx'
import { AuthCard } from './auth-card.tsx'
import { JoinForm } from './join-form.tsx'
import { useSession } from './use-session.ts'

/** What a one-time link leads to: the first account, an account with a role in a project, or that role for who has one. */
export function AcceptPage() {
  const t = useTranslations('session')
  const token = useSearchParams().get('token') ?? ''
  const invitation = useQuery({ ...queryOf('invitation.view', api.invitation.view, { token }), staleTime: Infinity })
  const session = useSession()

  if (invitation.isError) {
    return (
      <AuthCard title={t('linkInvalidTitle')} description={t('linkInvalid')}>
        <ProblemNote error={invitation.error} onRetry={() => invitation.refetch()} />
      </AuthCard>
    )
  }
  if (!invitation.data || !session.data) {
    return (
      <AuthCard title={t('openingLink')}>
        <SkeletonRows rows={3} />
      </AuthCard>
    )
  }
  return (
    <AuthCard {...wordsFor(invitation.data, t)}>
      {session.data.user && !invitation.data.isSetup ? (
        <JoinForm token={token} user={session.data.user} />
      ) : (
        <AcceptForm token={token} invitation={invitation.data} />
      )}
    </AuthCard>
  )
}

function wordsFor(invitation: InvitationView, t: ReturnType<typeof useTranslations<'session'>>) {
  if (invitation.isSetup) return { title: t('setupTitle'), description: t('setupNote') }
  const project = invitation.projectName ?? ''
  return {
    title: t('invitedTitle', { project }),
    description: t('invitedNote', { role: invitation.role ?? 'annotator' }),
  }
}
