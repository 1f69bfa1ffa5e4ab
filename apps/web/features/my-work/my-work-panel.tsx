'use client'

import { Stack, Text } from '@mantine/core'
import type { MyWork, Tendency } from '@plackett/contracts'
import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { Figure, Figures } from '../common/figure.tsx'
import { Panel } from '../common/panel.tsx'
import { QueryView } from '../common/query-view.tsx'
import { useNumbers } from '../common/use-numbers.ts'

/** One's own figures: for oneself, and compared with nobody by volume. */
export function MyWorkPanel({ projectId }: { projectId: string }) {
  const t = useTranslations('myWork')
  const work = useQuery(queryOf('ranking.myWork', api.ranking.myWork, { projectId }))
  return (
    <Panel title={t('title')}>
      <QueryView query={work}>
        {(data) => (
          <Stack gap="md">
            <Counts work={data} />
            <Tendencies work={data} />
          </Stack>
        )}
      </QueryView>
    </Panel>
  )
}

function Counts({ work }: { work: MyWork }) {
  const t = useTranslations('myWork')
  const { count } = useNumbers()
  const format = useFormatter()
  const share = (value: number) => format.number(value, { style: 'percent', maximumFractionDigits: 0 })
  return (
    <Figures>
      <Figure label={t('rankings')} value={count(work.rankings)} note={t('today', { count: work.today })} />
      <Figure
        label={t('time')}
        value={work.medianSeconds === null ? '–' : t('seconds', { seconds: count(Math.round(work.medianSeconds)) })}
        note={t('timeNote')}
      />
      <Figure
        label={t('peers')}
        value={work.peers ? share(work.peers.agreement.value) : '–'}
        note={
          work.peers
            ? t('peersNote', {
                low: share(work.peers.agreement.low),
                high: share(work.peers.agreement.high),
                tasks: work.peers.tasks,
              })
            : t('noPeers')
        }
      />
      <Figure
        label={t('passed')}
        value={count(work.skips + work.notRankable)}
        note={t('passedNote', { skips: work.skips, notRankable: work.notRankable })}
      />
      {work.streakDays > 1 && <Figure label={t('streak')} value={count(work.streakDays)} note={t('streakNote')} />}
    </Figures>
  )
}

/** Whether the place or the length of a completion sways the person, in words; with few pairs nothing is claimed. */
function Tendencies({ work }: { work: MyWork }) {
  const t = useTranslations('myWork')
  if (work.earlier === null && work.longer === null) return null
  return (
    <Stack gap={4}>
      <TendencyLine name="earlier" tendency={work.earlier} />
      <TendencyLine name="longer" tendency={work.longer} />
      <Text size="xs" c="dimmed">
        {t('tendencyNote')}
      </Text>
    </Stack>
  )
}

function TendencyLine({ name, tendency }: { name: 'earlier' | 'longer'; tendency: Tendency | null }) {
  const t = useTranslations('myWork')
  const format = useFormatter()
  const share = (value: number) => format.number(value, { style: 'percent', maximumFractionDigits: 0 })
  if (tendency === null) return null
  const { value, low, high, n } = tendency.preferred
  const verdict = low > 0.5 ? 'above' : high < 0.5 ? 'below' : 'none'
  return (
    <Text size="sm">
      {t(`${name}.${verdict}`, { share: share(value), low: share(low), high: share(high), pairs: n })}
    </Text>
  )
}
