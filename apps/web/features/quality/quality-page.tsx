'use client'

import { Group, Stack, Text } from '@mantine/core'
import type { QualityReport } from '@plackett/contracts'
import { IconScale } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { EmptyState } from '../common/empty-state.tsx'
import { LinkButton } from '../common/link-button.tsx'
import { Moment } from '../common/moment.tsx'
import { QueryView } from '../common/query-view.tsx'
import { GoldReportPanel } from '../gold/gold-report-panel.tsx'
import { OverviewTabs } from '../project/overview-tabs.tsx'
import classes from '../project/project-progress.module.css'
import { useProject } from '../shell/project-context.ts'
import { AgreementFigures } from './agreement-figures.tsx'
import { AgreementParts } from './agreement-parts.tsx'
import { HardestTasks } from './hardest-tasks.tsx'
import { PositionPanel } from './position-panel.tsx'
import { StrengthPanel } from './strength-panel.tsx'

const refreshMs = 10_000

/** How far the rankings can be trusted: agreement, its parts, and what sways annotators beside quality. */
export function QualityPage() {
  const { id: projectId } = useProject()
  const query = queryOf('quality.report', api.quality.report, { projectId })
  const report = useQuery({ ...query, refetchInterval: refreshMs })
  return (
    <>
      <OverviewTabs />
      <QueryView query={report}>
        {(data) => (data.rankings === 0 ? <NoRankings /> : <Report report={data} />)}
      </QueryView>
    </>
  )
}

function NoRankings() {
  const t = useTranslations('quality')
  const { id } = useProject()
  return (
    <EmptyState
      icon={<IconScale size={32} stroke={1.5} />}
      title={t('emptyTitle')}
      action={<LinkButton href={`/projects/${id}/rank`}>{t('rank')}</LinkButton>}
    >
      {t('empty')}
    </EmptyState>
  )
}

function Report({ report }: { report: QualityReport }) {
  const t = useTranslations('quality')
  return (
    <Stack gap="lg">
      <AgreementFigures report={report} />
      <AgreementParts report={report} />
      <div className={classes.panels}>
        <StrengthPanel strengths={report.strengths} />
        <PositionPanel report={report} />
      </div>
      <GoldReportPanel />
      <HardestTasks tasks={report.hardest} />
      <Group gap={6}>
        <Text size="xs" c="dimmed">
          {t('computedAt')} <Moment at={new Date(report.computedAt)} />. {t('method')}
        </Text>
      </Group>
    </Stack>
  )
}
