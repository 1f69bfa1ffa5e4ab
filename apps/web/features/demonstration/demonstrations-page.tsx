'use client'

import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { type DemonstrationStatus, demonstrationStatuses, roleCovers } from '@plackett/contracts'
import { IconDownload, IconWriting } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { EmptyState } from '../common/empty-state.tsx'
import { LinkButton } from '../common/link-button.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { SkeletonRows } from '../common/query-view.tsx'
import { ScrollRegion } from '../common/scroll-region.tsx'
import { useProject } from '../shell/project-context.ts'
import { DemonstrationCard } from './demonstration-card.tsx'
import { DemonstrationsTabs } from './demonstrations-tabs.tsx'

/** What people wrote and corrected: to be reviewed, or returned to who wrote it. */
export function DemonstrationsPage() {
  const t = useTranslations('demonstrations')
  const { id, role } = useProject()
  const { status, setStatus } = useStatusFilter()
  return (
    <>
      <DemonstrationsTabs />
      <Group mb="md" gap="sm" justify="space-between">
        <ScrollRegion aria-label={t('statusLabel')} style={{ maxWidth: '100%', overflowX: 'auto' }}>
          <SegmentedControl
            value={status}
            onChange={setStatus}
            aria-label={t('statusLabel')}
            data={['all', ...demonstrationStatuses].map((value) => ({ value, label: t(`status.${value as 'all'}`) }))}
          />
        </ScrollRegion>
        {roleCovers(role, 'engineer') && (
          <Button
            component="a"
            href={`/api/projects/${id}/demonstrations/export`}
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('download')}
          </Button>
        )}
      </Group>
      <Demonstrations status={status === 'all' ? undefined : (status as DemonstrationStatus)} />
    </>
  )
}

/** The filter lives in the address, so that a view can be sent to a colleague. */
function useStatusFilter() {
  const params = useSearchParams()
  const router = useRouter()
  const pathname = usePathname()
  const status = demonstrationStatuses.find((known) => known === params.get('status')) ?? 'all'
  const setStatus = (next: string) => router.replace(next === 'all' ? pathname : `${pathname}?status=${next}`)
  return { status, setStatus }
}

function Demonstrations({ status }: { status: DemonstrationStatus | undefined }) {
  const t = useTranslations('demonstrations')
  const { id: projectId } = useProject()
  const list = useInfiniteQuery({
    queryKey: ['demonstration', 'list', projectId, status],
    queryFn: ({ pageParam, signal }) =>
      api.demonstration.list.query({ projectId, status, cursor: pageParam, limit: 20 }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  if (list.isError) return <ProblemNote error={list.error} onRetry={() => list.refetch()} />
  if (!list.data) return <SkeletonRows rows={4} height={120} />
  const items = list.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <NoDemonstrations isFiltered={status !== undefined} />
  return (
    <Stack gap="md">
      {items.map((item) => (
        <DemonstrationCard key={item.id} demonstration={item} />
      ))}
      <Group justify="center">
        {list.hasNextPage ? (
          <Button variant="default" onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>
            {t('more')}
          </Button>
        ) : (
          <Text size="sm" c="dimmed">
            {t('allShown', { count: items.length })}
          </Text>
        )}
      </Group>
    </Stack>
  )
}

function NoDemonstrations({ isFiltered }: { isFiltered: boolean }) {
  const t = useTranslations('demonstrations')
  const { id, role, labelSettings } = useProject()
  const settings = `/projects/${id}/settings/labels`
  const action = labelSettings.allowDemonstrations ? (
    <LinkButton href={`/projects/${id}/demonstrations/write`}>{t('write')}</LinkButton>
  ) : (
    roleCovers(role, 'engineer') && <LinkButton href={settings}>{t('switchOn')}</LinkButton>
  )
  return (
    <EmptyState
      icon={<IconWriting size={32} stroke={1.5} />}
      title={t(isFiltered ? 'noneFoundTitle' : 'emptyTitle')}
      action={!isFiltered && action}
    >
      {t(isFiltered ? 'noneFound' : 'empty')}
    </EmptyState>
  )
}
