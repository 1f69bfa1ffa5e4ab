'use client'

import { Text } from '@mantine/core'
import type { QualityReport } from '@plackett/contracts'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Figure, Figures } from '../common/figure.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { useProject } from '../shell/project-context.ts'
import { tasksLink } from './tasks-link.ts'

/** With fewer tasks than this an interval over them says little more than that it is wide. */
const fewTasks = 20

/** The headline: how far people agree beyond chance, and what that allows a model to reach. */
export function AgreementFigures({ report }: { report: QualityReport }) {
  const t = useTranslations('quality')
  const { count, percent, decimal } = useNumbers()
  const { id } = useProject()
  const { agreement, perfectModelAccuracy } = report
  if (agreement === null) return <Text size="sm">{t('noAgreement')}</Text>
  const { alpha, alphaInterval, rankAlpha, pairs, tasks, annotators } = agreement
  return (
    <>
      <Figures>
        <Figure
          label={t('alpha')}
          value={alpha === null ? t('undefined') : decimal(alpha, 3)}
          note={
            alphaInterval && t('interval', { low: decimal(alphaInterval.low, 3), high: decimal(alphaInterval.high, 3) })
          }
        />
        <Figure
          label={t('pairAgreement')}
          value={percent(pairs.value)}
          note={t('intervalOf', { low: percent(pairs.low), high: percent(pairs.high), n: count(pairs.n) })}
        />
        <Figure
          label={t('rankAlpha')}
          value={rankAlpha === null ? t('undefined') : decimal(rankAlpha, 3)}
          note={t('rankAlphaNote')}
        />
        <Figure
          label={t('ceiling')}
          value={perfectModelAccuracy === null ? t('undefined') : percent(perfectModelAccuracy)}
          note={t('ceilingNote')}
        />
        <Figure
          label={t('sharedTasks')}
          value={
            <Link href={tasksLink(id, { minRankings: 2 })} className="pk-link">
              {count(tasks)}
            </Link>
          }
          note={t('byAnnotators', { annotators: count(annotators), rankings: count(report.rankings) })}
        />
      </Figures>
      {tasks < fewTasks && (
        <Text size="sm" c="dimmed">
          {t('fewTasks', { tasks })}
        </Text>
      )}
    </>
  )
}
