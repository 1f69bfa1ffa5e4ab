'use client'

import { Anchor, Button, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { type DatasetVersion, exportFormats } from '@plackett/contracts'
import { IconChartLine, IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
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
import { CountFigures } from './versions-page.tsx'

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
      <Panel title={t('hash')}>
        <Text size="sm" c="dimmed" mb="sm">
          {t('hashNote', { seed: version.seed })}
        </Text>
        <CopyText text={version.contentHash} label={t('hash')} />
      </Panel>
    </Stack>
  )
}

function ExportPanel({ version }: { version: DatasetVersion }) {
  const t = useTranslations('versions')
  const [format, setFormat] = useState<string>('trl')
  const [split, setSplit] = useState('all')
  return (
    <Panel title={t('export')}>
      <Group align="flex-end" gap="sm">
        <Select
          label={t('format')}
          data={exportFormats.map((value) => ({ value, label: t(`formats.${value}`) }))}
          value={format}
          onChange={(value) => value && setFormat(value)}
          w={280}
        />
        <SegmentedControl
          data={(['all', 'train', 'test'] as const).map((value) => ({ value, label: t(`split.${value}`) }))}
          value={split}
          onChange={setSplit}
          aria-label={t('splitLabel')}
        />
        <Button
          component="a"
          href={`/api/dataset-versions/${version.id}/export?format=${format}&split=${split}`}
          download
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('download')}
        </Button>
      </Group>
    </Panel>
  )
}
