'use client'

import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { Moment } from '../common/moment.tsx'
import { Panel } from '../common/panel.tsx'
import { MarkdownText } from '../message-text/markdown-text.tsx'
import { orderText } from './parse-order.ts'

/** So many of the latest are shown. */
const mostShown = 10

/** One's own answers to gold tasks, with what was right and why; nothing where there is none, or the project does not explain. */
export function GoldHistory({ projectId }: { projectId: string }) {
  const t = useTranslations('gold')
  const feedback = useQuery(queryOf('gold.mine', api.gold.mine, { projectId }))
  if (!feedback.data || feedback.data.length === 0) return null
  return (
    <Panel title={t('history')}>
      <Stack gap="md">
        {feedback.data
          .slice(0, mostShown)
          .map(({ rankingId, firstLine, concordant, strict, rightOrder, explanation, answeredAt }) => (
            <div key={rankingId}>
              <Text size="sm" fw={600} dir="auto">
                {firstLine}
              </Text>
              <Text size="sm">
                {t('historyScore', { right: concordant, all: strict })}{' '}
                {t('noteOrder', { order: orderText(rightOrder) })}
              </Text>
              {explanation && <MarkdownText text={explanation} />}
              <Text size="xs" c="dimmed">
                <Moment at={answeredAt} />
              </Text>
            </div>
          ))}
      </Stack>
    </Panel>
  )
}
