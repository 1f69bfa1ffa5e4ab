'use client'

import { Button, Group, Stack, Text } from '@mantine/core'
import type { RankingHistoryItem } from '@plackett/contracts'
import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { EmptyState } from '../common/empty-state.tsx'
import { LinkButton } from '../common/link-button.tsx'
import { PageHeader } from '../common/page-header.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { SkeletonRows } from '../common/query-view.tsx'
import { useProject } from '../shell/project-context.ts'
import { HistoryList } from './history-list.tsx'
import { ReviseDialog } from './revise-dialog.tsx'

/** One's own answers, newest first; any of them can be revised. */
export function HistoryPage() {
  const t = useTranslations('history')
  const { id: projectId } = useProject()
  const [revised, setRevised] = useState<RankingHistoryItem | null>(null)
  const history = useInfiniteQuery({
    queryKey: ['ranking', 'mine', projectId],
    queryFn: ({ pageParam, signal }) => api.ranking.mine.query({ projectId, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  const items = history.data?.pages.flatMap((page) => page.items)
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      {history.isError && <ProblemNote error={history.error} onRetry={() => history.refetch()} />}
      {history.isPending && <SkeletonRows rows={6} height={64} />}
      {items?.length === 0 && (
        <EmptyState
          icon={<IconHistory size={32} stroke={1.5} />}
          title={t('emptyTitle')}
          action={<LinkButton href={`/projects/${projectId}/rank`}>{t('rank')}</LinkButton>}
        >
          {t('empty')}
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <Stack gap="md">
          <HistoryList items={items} onRevise={setRevised} />
          <Group justify="center">
            {history.hasNextPage ? (
              <Button variant="default" onClick={() => history.fetchNextPage()} loading={history.isFetchingNextPage}>
                {t('more')}
              </Button>
            ) : (
              <Text size="sm" c="dimmed">
                {t('allShown', { count: items.length })}
              </Text>
            )}
          </Group>
        </Stack>
      )}
      {revised && <ReviseDialog item={revised} onClose={() => setRevised(null)} />}
    </>
  )
}
