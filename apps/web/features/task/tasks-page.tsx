'use client'

import { Button, Group, Select, Text, TextInput } from '@mantine/core'
import { useDebouncedValue, useDisclosure } from '@mantine/hooks'
import type { TaskStatus } from '@plackett/contracts'
import { IconInbox, IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { api } from '../../trpc/api.ts'
import { EmptyState } from '../common/empty-state.tsx'
import { LinkButton } from '../common/link-button.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { SkeletonRows } from '../common/query-view.tsx'
import { DataTabs } from '../data/data-tabs.tsx'
import { useProject } from '../shell/project-context.ts'
import { ChangeTasksDialog } from './change-tasks-dialog.tsx'
import { type FigureFilter, figureFilterOf } from './figure-filter.ts'
import { FigureFilterNote } from './figure-filter-note.tsx'
import { TaskTable } from './task-table.tsx'

const statuses = ['all', 'open', 'completed', 'paused', 'in_review', 'withdrawn'] as const
type StatusFilter = (typeof statuses)[number]

export function TasksPage() {
  const t = useTranslations('tasks')
  const { filter, setFilter, clearFigure } = useTaskFilter()
  const { id: projectId } = useProject()
  const [isChanging, changing] = useDisclosure()
  const [search, setSearch] = useState(filter.search)
  const [settled] = useDebouncedValue(search, 250)
  useEffect(() => setFilter({ search: settled.trim() }), [settled, setFilter])
  return (
    <>
      <DataTabs />
      <Group mb="md" gap="sm">
        <TextInput
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          placeholder={t('search')}
          aria-label={t('search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          type="search"
          w={{ base: '100%', xs: 280 }}
        />
        <Select
          value={filter.status}
          onChange={(status) => setFilter({ status: (status ?? 'all') as StatusFilter })}
          data={statuses.map((status) => ({ value: status, label: t(`status.${status}`) }))}
          aria-label={t('statusLabel')}
          allowDeselect={false}
          w={160}
        />
        {Object.keys(filter.figure).length === 0 && (
          <Button variant="default" onClick={changing.open}>
            {t('change.open')}
          </Button>
        )}
      </Group>
      <FigureFilterNote filter={filter.figure} onClear={clearFigure} />
      <TaskResults {...filter} />
      {isChanging && (
        <ChangeTasksDialog
          projectId={projectId}
          filter={{
            ...(filter.status !== 'all' && { status: filter.status }),
            ...(filter.search !== '' && { search: filter.search.slice(0, 200) }),
          }}
          onClose={changing.close}
        />
      )}
    </>
  )
}

/** The filter lives in the address, so that a view can be sent to a colleague. */
function useTaskFilter() {
  const params = useSearchParams()
  const router = useRouter()
  const pathname = usePathname()
  const status = statuses.find((known) => known === params.get('status')) ?? 'all'
  const search = params.get('search') ?? ''
  const [setFilter] = useState(() => (change: { status?: StatusFilter; search?: string }) => {
    const next = new URLSearchParams(window.location.search)
    for (const [name, value] of Object.entries(change)) {
      if (value === '' || value === 'all') next.delete(name)
      else next.set(name, value)
    }
    if (next.toString() !== new URLSearchParams(window.location.search).toString())
      router.replace(`${pathname}?${next}`)
  })
  const clearFigure = () => {
    const kept = ['status', 'search'].flatMap((name) => (params.has(name) ? [[name, params.get(name)!]] : []))
    router.replace(`${pathname}?${new URLSearchParams(kept)}`)
  }
  return { filter: { status: status as StatusFilter, search, figure: figureFilterOf(params) }, setFilter, clearFigure }
}

function TaskResults({ status, search, figure }: { status: StatusFilter; search: string; figure: FigureFilter }) {
  const t = useTranslations('tasks')
  const { id: projectId } = useProject()
  const input = {
    projectId,
    ...figure,
    ...(status === 'all' ? {} : { status: status as TaskStatus }),
    ...(search === '' ? {} : { search: search.slice(0, 200) }),
  }
  const tasks = useInfiniteQuery({
    queryKey: ['task', 'list', input],
    queryFn: ({ pageParam, signal }) => api.task.list.query({ ...input, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  if (tasks.isError) return <ProblemNote error={tasks.error} onRetry={() => tasks.refetch()} />
  if (!tasks.data) return <SkeletonRows rows={8} />
  const items = tasks.data.pages.flatMap((page) => page.items)
  if (items.length === 0)
    return (
      <NoTasks isFiltered={status !== 'all' || search !== '' || Object.keys(figure).length > 0} projectId={projectId} />
    )
  return (
    <>
      <TaskTable tasks={items} projectId={projectId} />
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

function NoTasks({ isFiltered, projectId }: { isFiltered: boolean; projectId: string }) {
  const t = useTranslations('tasks')
  return (
    <EmptyState
      icon={<IconInbox size={32} stroke={1.5} />}
      title={t(isFiltered ? 'noneFoundTitle' : 'emptyTitle')}
      action={!isFiltered && <LinkButton href={`/projects/${projectId}/data/imports`}>{t('import')}</LinkButton>}
    >
      {t(isFiltered ? 'noneFound' : 'empty')}
    </EmptyState>
  )
}
