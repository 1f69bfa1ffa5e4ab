'use client'

import { Alert } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'

const refreshMs = 30_000
/** Ids of notices that were read in this browser; more than this many are no longer sent. */
const mostKept = 100

/** What the project tells the person who ranks, above their task until they have read it. */
export function NoticeBar({ projectId }: { projectId: string }) {
  const t = useTranslations('annotators')
  const query = queryOf('annotator.notice', api.annotator.notice, { projectId })
  const notice = useQuery({ ...query, refetchInterval: refreshMs })
  const [read, setRead] = useLocalStorage<string[]>({ key: 'plackett-read-notices', defaultValue: [] })
  const isPaused = notice.data !== undefined && notice.data.state !== 'active'
  // Why somebody is paused stays as long as they are.
  const [latest] =
    notice.data?.messages.filter(({ id, kind }) => !read.includes(id) || (isPaused && kind !== 'message')) ?? []
  if (latest === undefined) return null
  return (
    <Alert
      role="status"
      color={latest.kind === 'message' || latest.kind === 'resume' ? 'petrol' : 'yellow'}
      title={t(`notice.${latest.kind}`)}
      withCloseButton={!(isPaused && latest.kind !== 'message')}
      closeButtonLabel={t('noticeRead')}
      onClose={() => setRead((ids) => [...ids, latest.id].slice(-mostKept))}
      m="sm"
    >
      {latest.text}
    </Alert>
  )
}
