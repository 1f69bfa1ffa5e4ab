'use client'

import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { RankingHistoryItem } from '@plackett/contracts'
import { IconHistory, IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { EmptyState } from '../common/empty-state.tsx'
import { LinkButton } from '../common/link-button.tsx'
import { PageHeader } from '../common/page-header.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { SkeletonRows } from '../common/query-view.tsx'
import { GoldHistory } from '../gold/gold-history.tsx'
import { MentionsPanel } from '../my-work/mentions-panel.tsx'
import { MyWorkPanel } from '../my-work/my-work-panel.tsx'
import { ThreadDialog } from '../my-work/thread-dialog.tsx'
import { useProject } from '../shell/project-context.ts'
import { HistoryList } from './history-list.tsx'
import { ReviseDialog } from './revise-dialog.tsx'

/** One's own work: its figures, what others say of it, and the answers, newest first, to be revised until a version holds them. */
export function HistoryPage() {
  const t = useTranslations('history')
  const { id: projectId } = useProject()
  const [revised, setRevised] = useState<RankingHistoryItem | null>(null)
  const [discussed, setDiscussed] = useState<string | null>(null)
  const [search, setSearch] = useState('')
  const [onlyReturned, setOnlyReturned] = useState(false)
  const [settled] = useDebouncedValue(search.trim(), 250)
  const isFiltered = settled !== '' || onlyReturned
  const input = {
    projectId,
    ...(settled !== '' && { search: settled.slice(0, 200) }),
    ...(onlyReturned && { onlyReturned }),
  }
  const history = useInfiniteQuery({
    queryKey: ['ranking', 'mine', input],
    queryFn: ({ pageParam, signal }) => api.ranking.mine.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  const items = history.data?.pages.flatMap((page) => page.items)
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <Stack gap="md" mb="md">
        <MyWorkPanel projectId={projectId} />
        <GoldHistory projectId={projectId} />
        <MentionsPanel projectId={projectId} />
        <Group gap="md">
          <TextInput
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            placeholder={t('search')}
            aria-label={t('search')}
            leftSection={<IconSearch size={16} aria-hidden />}
            type="search"
            w={{ base: '100%', xs: 280 }}
          />
          <Checkbox
            label={t('onlyReturned')}
            checked={onlyReturned}
            onChange={(event) => setOnlyReturned(event.currentTarget.checked)}
          />
        </Group>
      </Stack>
      {history.isError && <ProblemNote error={history.error} onRetry={() => history.refetch()} />}
      {history.isPending && <SkeletonRows rows={6} height={64} />}
      {items?.length === 0 && isFiltered && (
        <EmptyState icon={<IconHistory size={32} stroke={1.5} />} title={t('noneFoundTitle')}>
          {t('noneFound')}
        </EmptyState>
      )}
      {items?.length === 0 && !isFiltered && (
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
          <HistoryList items={items} onRevise={setRevised} onDiscuss={({ taskId }) => setDiscussed(taskId)} />
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
      {discussed && <ThreadDialog taskId={discussed} onClose={() => setDiscussed(null)} />}
      {revised && <ReviseDialog item={revised} onClose={() => setRevised(null)} />}
    </>
  )
}
