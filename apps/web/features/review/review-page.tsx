'use client'

import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import { type ReviewQueue, reviewQueue, roleCovers } from '@plackett/contracts'
import { IconScale } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { EmptyState } from '../common/empty-state.tsx'
import { PageHeader } from '../common/page-header.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { SkeletonRows } from '../common/query-view.tsx'
import { DataTabs } from '../data/data-tabs.tsx'
import { useProject } from '../shell/project-context.ts'
import { ReviewTable } from './review-table.tsx'

/** What waits for a reviewer; the queue is part of the address. */
export function ReviewPage() {
  const t = useTranslations('review')
  const project = useProject()
  const router = useRouter()
  const pathname = usePathname()
  const queue = reviewQueue.safeParse(useSearchParams().get('queue')).data ?? 'disagreeing'
  return (
    <>
      {roleCovers(project.role, 'engineer') ? (
        <DataTabs />
      ) : (
        <PageHeader title={t('title')} description={t('description')} />
      )}
      <SegmentedControl
        mb="md"
        value={queue}
        onChange={(value) => router.replace(`${pathname}?queue=${value}`)}
        data={reviewQueue.options.map((value) => ({ value, label: t(`queues.${value}`) }))}
        aria-label={t('queue')}
      />
      <ReviewResults projectId={project.id} queue={queue} />
    </>
  )
}

function ReviewResults({ projectId, queue }: { projectId: string; queue: ReviewQueue }) {
  const t = useTranslations('review')
  const tasks = useInfiniteQuery({
    queryKey: ['review', 'list', projectId, queue],
    queryFn: ({ pageParam, signal }) => api.review.list.query({ projectId, queue, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  if (tasks.isError) return <ProblemNote error={tasks.error} onRetry={() => tasks.refetch()} />
  if (!tasks.data) return <SkeletonRows rows={6} />
  const items = tasks.data.pages.flatMap((page) => page.items)
  if (items.length === 0) {
    return (
      <EmptyState icon={<IconScale size={32} stroke={1.5} />} title={t(`none.${queue}`)}>
        {t(`noneNote.${queue}`)}
      </EmptyState>
    )
  }
  return (
    <>
      <ReviewTable items={items} projectId={projectId} />
      <Group mt="md" justify="center">
        {tasks.hasNextPage ? (
          <Button variant="default" onClick={() => tasks.fetchNextPage()} loading={tasks.isFetchingNextPage}>
            {t('more')}
          </Button>
        ) : (
          <Text size="sm" c="dimmed">
            {t('allShown', { count: items.length })}
          </Text>
        )}
      </Group>
    </>
  )
}
