'use client'

import { Group, Stack, Text } from '@mantine/core'
import type { AnnotatorsReport } from '@plackett/contracts'
import { IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { EmptyState } from '../common/empty-state.tsx'
import { Moment } from '../common/moment.tsx'
import { QueryView } from '../common/query-view.tsx'
import { OverviewTabs } from '../project/overview-tabs.tsx'
import classes from '../project/project-progress.module.css'
import { useProject } from '../shell/project-context.ts'
import { AnnotatorsTable } from './annotators-table.tsx'
import { ReliabilityPanel } from './reliability-panel.tsx'
import { SpeedPanel } from './speed-panel.tsx'
import { WeighAllButton } from './weigh-all-button.tsx'

const refreshMs = 15_000

/** Who ranks how reliably, and what to do about it. */
export function AnnotatorsPage() {
  const { id: projectId } = useProject()
  const query = queryOf('annotator.report', api.annotator.report, { projectId })
  const report = useQuery({ ...query, refetchInterval: refreshMs })
  return (
    <>
      <OverviewTabs />
      <QueryView query={report}>{(data) => <Report report={data} />}</QueryView>
    </>
  )
}

function Report({ report }: { report: AnnotatorsReport }) {
  const t = useTranslations('annotators')
  const { annotators } = report
  if (annotators.length === 0) {
    return (
      <EmptyState icon={<IconUsers size={32} stroke={1.5} />} title={t('emptyTitle')}>
        {t('empty')}
      </EmptyState>
    )
  }
  return (
    <Stack gap="lg">
      <div className={classes.panels}>
        <ReliabilityPanel annotators={annotators} />
        <SpeedPanel annotators={annotators} />
      </div>
      <AnnotatorsTable annotators={annotators} />
      <Group justify="space-between" gap="sm">
        <Text size="xs" c="dimmed" maw="80ch">
          {t('computedAt')} <Moment at={new Date(report.computedAt)} />. {t('method')}
        </Text>
        <WeighAllButton />
      </Group>
    </Stack>
  )
}
