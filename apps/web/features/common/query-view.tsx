'use client'

import { Skeleton, Stack } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ProblemNote } from './problem-note.tsx'

interface QueryViewProps<T> {
  query: UseQueryResult<T>
  /** What stands there meanwhile: rows of this height, or a shape of one's own. */
  loading?: ReactNode
  children: (data: T) => ReactNode
}

/** Loading, failed, or there: the three states of everything that is fetched. */
export function QueryView<T>({ query, loading, children }: QueryViewProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.isError) return <ProblemNote error={query.error} onRetry={() => query.refetch()} />
  return <>{loading ?? <SkeletonRows />}</>
}

export function SkeletonRows({ rows = 5, height = 36 }: { rows?: number; height?: number }) {
  const t = useTranslations('common')
  return (
    <Stack gap="xs" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey bars have no identity
        <Skeleton key={row} height={height} />
      ))}
    </Stack>
  )
}
