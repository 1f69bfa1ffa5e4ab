'use client'

import { Anchor, Stack, Text } from '@mantine/core'
import type { DatasetVersion, VersionLineage } from '@plackett/contracts'
import { IconChartLine } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { CopyText } from '../common/copy-text.tsx'
import { Figure, Figures } from '../common/figure.tsx'
import { LinkButton } from '../common/link-button.tsx'
import { Moment } from '../common/moment.tsx'
import { PageHeader } from '../common/page-header.tsx'
import { Panel } from '../common/panel.tsx'
import { QueryView } from '../common/query-view.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { useProject } from '../shell/project-context.ts'
import { CountFigures } from './count-figures.tsx'
import { DiffPanel } from './diff-panel.tsx'
import { ExportPanel } from './export-panel.tsx'

export function VersionPage({ datasetVersionId }: { datasetVersionId: string }) {
  const t = useTranslations('versions')
  const { id: projectId } = useProject()
  const version = useQuery(queryOf('datasetVersion.get', api.datasetVersion.get, { datasetVersionId }))
  return (
    <>
      <PageHeader
        parent={
          <Anchor component={Link} href={`/projects/${projectId}/data/versions`}>
            {t('back')}
          </Anchor>
        }
        title={version.data ? `${t('numbered', { number: version.data.number })} ${version.data.name}` : t('version')}
        description={version.data && <Moment at={version.data.createdAt} />}
        actions={
          <LinkButton
            href={`/projects/${projectId}/training/new?version=${datasetVersionId}`}
            leftSection={<IconChartLine size={16} aria-hidden />}
          >
            {t('train')}
          </LinkButton>
        }
      />
      <QueryView query={version}>{(data) => <VersionView version={data} />}</QueryView>
    </>
  )
}

function VersionView({ version }: { version: DatasetVersion }) {
  const t = useTranslations('versions')
  const { count } = useNumbers()
  const { train, test } = version.counts
  return (
    <Stack gap="md">
      <CountFigures counts={version.counts} />
      <Figures>
        <Figure
          label={t('split.train')}
          value={count(train.comparisons)}
          note={t('inPrompts', { count: count(train.prompts) })}
        />
        <Figure
          label={t('split.test')}
          value={count(test.comparisons)}
          note={t('inPrompts', { count: count(test.prompts) })}
        />
      </Figures>
      <ExportPanel version={version} />
      {version.lineage && <LineagePanel lineage={version.lineage} />}
      <DiffPanel version={version} />
      <Panel title={t('hash')}>
        <Text size="sm" c="dimmed" mb="sm">
          {t('hashNote', { seed: version.seed })}
        </Text>
        <CopyText text={version.contentHash} label={t('hash')} />
      </Panel>
    </Stack>
  )
}

function LineagePanel({ lineage }: { lineage: VersionLineage }) {
  const t = useTranslations('versions')
  const { count } = useNumbers()
  const listed = (counts: Record<string, number>) =>
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .slice(0, 12)
      .map(([name, many]) => `${name === 'none' ? t('none_') : name} (${count(many)})`)
      .join(', ')
  const { firstRankingAt, lastRankingAt } = lineage
  return (
    <Panel title={t('lineage')}>
      <Stack gap={4}>
        {firstRankingAt && lastRankingAt && (
          <Text size="sm">
            {t('span')}: <Moment at={firstRankingAt} /> – <Moment at={lastRankingAt} />
          </Text>
        )}
        <Text size="sm">
          {t('languages')}: {listed(lineage.languages)}
        </Text>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t('models')}: {listed(lineage.models)}
        </Text>
        <Text size="sm">
          {t('guidelines')}: {listed(lineage.guidelines)}
        </Text>
        <Text size="sm">
          {t('imported')}: {count(lineage.imported)}
        </Text>
      </Stack>
    </Panel>
  )
}
