'use client'

import { Alert, Text } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { MarkdownText } from '../message-text/markdown-text.tsx'
import { orderText } from './parse-order.ts'

const refreshMs = 20_000
const dayMs = 86_400_000
/** Ids of answers whose notes were read in this browser. */
const mostKept = 100

/** After a gold task: what was right and why, until it was read. */
export function GoldNote({ projectId }: { projectId: string }) {
  const t = useTranslations('gold')
  const query = queryOf('gold.mine', api.gold.mine, { projectId })
  const feedback = useQuery({ ...query, refetchInterval: refreshMs })
  const [read, setRead] = useLocalStorage<string[]>({ key: 'plackett-read-gold', defaultValue: [] })
  const latest = feedback.data?.[0]
  if (!latest || read.includes(latest.rankingId) || Date.now() - latest.answeredAt.getTime() > dayMs) return null
  const { concordant, strict, rightOrder, explanation, firstLine } = latest
  return (
    <Alert
      role="status"
      color={concordant === strict ? 'green' : 'yellow'}
      title={t('noteTitle', { right: concordant, all: strict })}
      withCloseButton
      closeButtonLabel={t('noteRead')}
      onClose={() => setRead((ids) => [...ids, latest.rankingId].slice(-mostKept))}
      m="sm"
    >
      <Text size="sm" dir="auto" fw={600}>
        {firstLine}
      </Text>
      <Text size="sm">{t('noteOrder', { order: orderText(rightOrder) })}</Text>
      {explanation && <MarkdownText text={explanation} />}
    </Alert>
  )
}
