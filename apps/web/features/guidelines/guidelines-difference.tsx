'use client'

import { SegmentedControl, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { QueryView } from '../common/query-view.tsx'
import { ScrollRegion } from '../common/scroll-region.tsx'
import { MarkdownText } from '../message-text/markdown-text.tsx'
import { markDifferences } from '../ranking/mark-differences.ts'
import { MarkedText } from '../ranking/marked-text.tsx'
import classes from './guidelines-difference.module.css'

interface GuidelinesDifferenceProps {
  projectId: string
  /** The earlier version. */
  version: number
  /** The later text. */
  text: string
}

/** A later text of the guidelines: all of it, or with what an earlier version had and lacked. */
export function GuidelinesDifference({ projectId, version, text }: GuidelinesDifferenceProps) {
  const t = useTranslations('guidelines')
  const before = useQuery({
    ...queryOf('project.guidelines', api.project.guidelines, { projectId, version }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [view, setView] = useState('changes')
  return (
    <Stack gap="sm">
      <SegmentedControl
        value={view}
        onChange={setView}
        aria-label={t('view')}
        data={[
          { value: 'changes', label: t('changes') },
          { value: 'all', label: t('wholeText') },
        ]}
      />
      <ScrollRegion className={classes.text} aria-label={t('title')}>
        {view === 'all' ? (
          <MarkdownText text={text} />
        ) : (
          <QueryView query={before}>{(old) => <Changes before={old.text} after={text} />}</QueryView>
        )}
      </ScrollRegion>
    </Stack>
  )
}

function Changes({ before, after }: { before: string; after: string }) {
  const t = useTranslations('guidelines')
  const locale = useLocale()
  const marks = useMemo(() => markDifferences(before, after, locale), [before, after, locale])
  if (!marks) {
    return (
      <Text size="sm" c="dimmed">
        {t('allNew')}
      </Text>
    )
  }
  const [removed, added] = marks
  const hasRemoved = removed.some(({ isDifferent }) => isDifferent)
  return (
    <div className={classes.changes} data-two={hasRemoved || undefined}>
      {hasRemoved && (
        <div dir="auto" className={classes.side}>
          <Text size="xs" c="dimmed">
            {t('before')}
          </Text>
          <MarkedText parts={removed} side={0} />
        </div>
      )}
      <div dir="auto" className={classes.side}>
        <Text size="xs" c="dimmed">
          {t('after')}
        </Text>
        <MarkedText parts={added} side={1} />
      </div>
    </div>
  )
}
