'use client'

import { Progress, Stack } from '@mantine/core'
import type { ProjectProgress as ProgressData } from '@plackett/contracts'
import { IconInbox } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { BarChart } from '../charts/bar-chart.tsx'
import { EmptyState } from '../common/empty-state.tsx'
import { Figure, Figures } from '../common/figure.tsx'
import { LinkButton } from '../common/link-button.tsx'
import { Panel } from '../common/panel.tsx'
import { QueryView } from '../common/query-view.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { useProject } from '../shell/project-context.ts'
import { AnnotatorTable } from './annotator-table.tsx'
import { continuousDays } from './continuous-days.ts'
import classes from './project-progress.module.css'

const refreshMs = 5_000

/** How far the project is, counted anew every few seconds. */
export function ProjectProgress({ projectId }: { projectId: string }) {
  const query = queryOf('project.progress', api.project.progress, { projectId })
  const progress = useQuery({ ...query, refetchInterval: refreshMs })
  return (
    <QueryView query={progress}>
      {(data) => (data.tasks === 0 ? <NothingImported projectId={projectId} /> : <ProgressView progress={data} />)}
    </QueryView>
  )
}

function NothingImported({ projectId }: { projectId: string }) {
  const t = useTranslations('overview')
  return (
    <EmptyState
      icon={<IconInbox size={32} stroke={1.5} />}
      title={t('emptyTitle')}
      action={<LinkButton href={`/projects/${projectId}/data/imports`}>{t('import')}</LinkButton>}
    >
      {t('empty')}
    </EmptyState>
  )
}

function ProgressView({ progress }: { progress: ProgressData }) {
  const t = useTranslations('overview')
  const { count } = useNumbers()
  const { rankings, wantedRankings } = progress
  const share = wantedRankings === 0 ? 0 : (100 * Math.min(rankings, wantedRankings)) / wantedRankings
  return (
    <Stack gap="lg">
      <Progress value={share} size={8} aria-label={t('rankingsOf', { done: rankings, wanted: wantedRankings })} />
      <ProgressFigures progress={progress} />
      <div className={classes.panels}>
        <Panel title={t('perDay')} note={t('perDayNote', { count: count(rankings) })}>
          <RankingsPerDay perDay={progress.perDay} />
        </Panel>
        <Panel title={t('annotators')} note={t('annotatorsNote', { count: progress.annotators.length })}>
          <AnnotatorTable annotators={progress.annotators} />
        </Panel>
      </div>
    </Stack>
  )
}

function ProgressFigures({ progress }: { progress: ProgressData }) {
  const t = useTranslations('overview')
  const { count, percent, decimal } = useNumbers()
  const { agreement } = progress
  const { id: projectId } = useProject()
  return (
    <Figures>
      <Figure
        label={t('rankings')}
        value={count(progress.rankings)}
        note={t('ofWanted', { wanted: count(progress.wantedRankings) })}
      />
      <Figure
        label={t('tasks')}
        value={count(progress.completedTasks)}
        note={t('ofTasks', { tasks: count(progress.tasks) })}
      />
      <Figure
        label={t('comparisons')}
        value={count(progress.comparisons)}
        note={t('ties', { count: count(progress.ties) })}
      />
      <Figure
        label={t('inProgress')}
        value={count(progress.inProgress)}
        note={t('notRankable', { count: count(progress.notRankable) })}
      />
      <ForecastFigure forecast={progress.forecast} />
      <Figure
        label={t('agreement')}
        value={
          agreement ? (
            <Link href={`/projects/${projectId}/quality`} className="pk-link">
              {percent(agreement.pairAgreement)}
            </Link>
          ) : (
            '–'
          )
        }
        note={
          agreement
            ? t('agreementNote', {
                pairs: count(agreement.pairs),
                tasks: count(agreement.tasks),
                alpha: agreement.alpha === null ? '–' : decimal(agreement.alpha, 2),
              })
            : t('noAgreement')
        }
      />
    </Figures>
  )
}

/** When it will be done, if the days to come are like those past. */
function ForecastFigure({ forecast }: { forecast: ProgressData['forecast'] }) {
  const t = useTranslations('overview')
  const { decimal } = useNumbers()
  const format = useFormatter()
  const day = (date: Date) => format.dateTime(date, { day: 'numeric', month: 'short' })
  if (forecast === null) return <Figure label={t('forecast')} value="–" note={t('noForecast')} />
  const { perDay, doneAt, earliestAt, latestAt, days } = forecast
  const interval = latestAt
    ? t('forecastInterval', { earliest: day(earliestAt), latest: day(latestAt) })
    : t('forecastOpen', { earliest: day(earliestAt) })
  return (
    <Figure
      label={t('forecast')}
      value={day(doneAt)}
      note={`${interval} · ${t('forecastPace', { perDay: decimal(perDay, 1), days })}`}
    />
  )
}

function RankingsPerDay({ perDay }: { perDay: ProgressData['perDay'] }) {
  const t = useTranslations('overview')
  const { count } = useNumbers()
  const format = useFormatter()
  const bars = continuousDays(perDay).map(({ day, rankings }) => ({
    key: day,
    // Days are counted in UTC and named so: elsewhere they would shift by one.
    label: format.dateTime(new Date(`${day}T00:00:00Z`), { day: 'numeric', month: 'short', timeZone: 'UTC' }),
    value: rankings,
  }))
  if (bars.length === 0) return t('noRankings')
  return (
    <BarChart
      label={t('perDay')}
      caption={t('perDayCaption')}
      bars={bars}
      formatY={count}
      data={{
        filename: 'rankings-per-day',
        columns: ['day', 'rankings'],
        rows: perDay.map(({ day, rankings }) => [day, rankings]),
      }}
    />
  )
}
