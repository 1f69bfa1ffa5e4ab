'use client'

import { Container } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { PageHeader } from '../common/page-header.tsx'
import { QueryView } from '../common/query-view.tsx'
import { useLanguageName } from '../common/use-language-name.ts'
import { Wordmark } from '../shell/wordmark.tsx'
import { LeaderboardView } from './leaderboard-view.tsx'

/** A leaderboard for whoever has its link: to read, and nothing else. */
export function SharedLeaderboardPage() {
  const t = useTranslations('leaderboard')
  const languageName = useLanguageName()
  const token = useSearchParams().get('token') ?? ''
  const board = useQuery(queryOf('leaderboard.shared', api.leaderboard.shared, { token }))
  const language = board.data?.input.language
  return (
    <Container component="main" size="lg" py="lg" id="main">
      <Wordmark />
      <PageHeader
        title={t('shared')}
        description={
          board.data &&
          [board.data.projectName, ...(language === undefined ? [] : [languageName(language)])].join(' · ')
        }
      />
      <QueryView query={board}>{(data) => <LeaderboardView board={data} projectId={null} />}</QueryView>
    </Container>
  )
}
