'use client'

import { Stack, Text } from '@mantine/core'
import type { Review } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { Moment } from '../common/moment.tsx'
import { Panel } from '../common/panel.tsx'

/** Who passed the task by, and what reviewers decided, in the order in which it happened. */
export function ReviewHistory({ review }: { review: Review }) {
  const t = useTranslations('review')
  const rank = useTranslations('rank')
  const entries = [
    ...review.skipped.map(({ id, annotator, reason, note, createdAt }) => ({
      id,
      createdAt,
      note,
      words: t('skippedBy', { name: annotator.name, reason: rank(`skipReasons.${reason}`) }),
    })),
    ...review.decisions.map(({ id, reviewer, kind, note, createdAt }) => ({
      id,
      createdAt,
      note,
      words: t(`decided.${kind}`, { name: reviewer.name }),
    })),
  ].toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
  if (entries.length === 0) return null
  return (
    <Panel title={t('history')}>
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {entries.map(({ id, words, note, createdAt }) => (
          <li key={id}>
            <Text size="sm">
              {words}{' '}
              <Text span size="xs" c="dimmed">
                <Moment at={createdAt} />
              </Text>
            </Text>
            {note && (
              <Text size="sm" c="dimmed" dir="auto">
                {note}
              </Text>
            )}
          </li>
        ))}
      </Stack>
    </Panel>
  )
}
