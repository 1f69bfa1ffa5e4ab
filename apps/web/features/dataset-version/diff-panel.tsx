'use client'

import { Select, Stack, Text } from '@mantine/core'
import type { DatasetVersion, DatasetVersionDiff } from '@plackett/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { Figure, Figures } from '../common/figure.tsx'
import { Panel } from '../common/panel.tsx'
import { QueryView } from '../common/query-view.tsx'
import { useNumbers } from '../common/use-numbers.ts'

/** What this version holds more, less and otherwise than another one of the project. */
export function DiffPanel({ version }: { version: DatasetVersion }) {
  const t = useTranslations('versions')
  const [otherId, setOther] = useState<string | null>(null)
  const versions = useQuery(queryOf('datasetVersion.list', api.datasetVersion.list, { projectId: version.projectId }))
  const others = (versions.data ?? []).filter(({ id }) => id !== version.id)
  return (
    <Panel title={t('compare')}>
      <Stack gap="md">
        {others.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('noOther')}
          </Text>
        ) : (
          <Select
            label={t('compareWith')}
            data={others.map(({ id, number, name }) => ({ value: id, label: `${t('numbered', { number })} ${name}` }))}
            value={otherId}
            onChange={setOther}
            w={{ base: '100%', xs: 320 }}
          />
        )}
        {otherId !== null && <DiffView versionId={version.id} otherId={otherId} />}
      </Stack>
    </Panel>
  )
}

function DiffView({ versionId, otherId }: { versionId: string; otherId: string }) {
  const input = { datasetVersionId: otherId, otherId: versionId }
  const diff = useQuery(queryOf('datasetVersion.diff', api.datasetVersion.diff, input))
  return <QueryView query={diff}>{(data) => <DiffFigures diff={data} />}</QueryView>
}

function DiffFigures({ diff }: { diff: DatasetVersionDiff }) {
  const t = useTranslations('versions')
  const { count } = useNumbers()
  return (
    <Stack gap="sm">
      <Figures>
        <Figure label={t('kept')} value={count(diff.kept)} />
        <Figure label={t('added')} value={count(diff.added.count)} />
        <Figure label={t('removed')} value={count(diff.removed.count)} />
        <Figure label={t('changed')} value={count(diff.changed.count)} />
        <Figure label={t('moved')} value={count(diff.movedTasks.count)} />
      </Figures>
      {diff.settings.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('settingsDiffer', { names: diff.settings.join(', ') })}
        </Text>
      )}
    </Stack>
  )
}
