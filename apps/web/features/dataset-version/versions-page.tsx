'use client'

import { Button, Group, NumberInput, Stack, Table, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { DatasetCounts, DatasetVersion } from '@plackett/contracts'
import { IconSnowflake } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { DataTable } from '../common/data-table.tsx'
import { Figure, Figures } from '../common/figure.tsx'
import { Moment } from '../common/moment.tsx'
import { newKey } from '../common/new-key.ts'
import { Panel } from '../common/panel.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { QueryView } from '../common/query-view.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { DataTabs } from '../data/data-tabs.tsx'
import { useProject } from '../shell/project-context.ts'

/** What would be frozen now, and what was. */
export function VersionsPage() {
  const t = useTranslations('versions')
  const { id: projectId } = useProject()
  const preview = useQuery(queryOf('datasetVersion.preview', api.datasetVersion.preview, { projectId }))
  const versions = useQuery(queryOf('datasetVersion.list', api.datasetVersion.list, { projectId }))
  return (
    <>
      <DataTabs />
      <Stack gap="md">
        <Panel title={t('freezeTitle')} note={t('freezeNote')}>
          <QueryView query={preview}>{(counts) => <FreezeForm counts={counts} projectId={projectId} />}</QueryView>
        </Panel>
        <Panel title={t('frozen')}>
          <QueryView query={versions}>
            {(list) =>
              list.length === 0 ? (
                <Text size="sm" c="dimmed">
                  {t('none')}
                </Text>
              ) : (
                <VersionTable versions={list} projectId={projectId} />
              )
            }
          </QueryView>
        </Panel>
      </Stack>
    </>
  )
}

function FreezeForm({ counts, projectId }: { counts: DatasetCounts; projectId: string }) {
  const t = useTranslations('versions')
  const router = useRouter()
  const queryClient = useQueryClient()
  const form = useForm({ initialValues: { name: '', trainPercent: 90, seed: 1 } })
  // One key for the form: pressing twice, or again after no answer came, freezes once.
  const [idempotencyKey] = useState(newKey)
  const freeze = useMutation({
    mutationFn: ({ name, trainPercent, seed }: typeof form.values) =>
      api.datasetVersion.freeze.mutate({ projectId, idempotencyKey, name, trainShare: trainPercent / 100, seed }),
    onSuccess: async (version) => {
      await queryClient.invalidateQueries({ queryKey: ['datasetVersion'] })
      router.push(`/projects/${projectId}/data/versions/${version.id}`)
    },
  })
  const isEmpty = counts.comparisons === 0
  return (
    <Stack gap="md">
      <CountFigures counts={counts} />
      <form onSubmit={form.onSubmit((values) => freeze.mutate(values))}>
        <Group align="flex-end" gap="sm">
          <TextInput
            label={t('name')}
            placeholder={t('namePlaceholder')}
            maxLength={120}
            {...form.getInputProps('name')}
          />
          <NumberInput
            label={t('trainShare')}
            suffix=" %"
            min={50}
            max={100}
            w={160}
            clampBehavior="strict"
            {...form.getInputProps('trainPercent')}
          />
          <NumberInput label={t('seed')} min={0} w={96} allowDecimal={false} {...form.getInputProps('seed')} />
          <Button
            type="submit"
            loading={freeze.isPending}
            disabled={isEmpty}
            leftSection={<IconSnowflake size={16} aria-hidden />}
          >
            {t('freeze')}
          </Button>
        </Group>
      </form>
      {isEmpty && (
        <Text size="sm" c="dimmed">
          {t('nothingToFreeze')}
        </Text>
      )}
      {freeze.isError && <ProblemNote error={freeze.error} />}
    </Stack>
  )
}

export function CountFigures({ counts }: { counts: DatasetCounts }) {
  const t = useTranslations('versions')
  const { count } = useNumbers()
  return (
    <Figures>
      <Figure
        label={t('prompts')}
        value={count(counts.prompts)}
        note={t('completions', { count: count(counts.completions) })}
      />
      <Figure
        label={t('rankings')}
        value={count(counts.rankings)}
        note={t('annotators', { count: counts.annotators })}
      />
      <Figure
        label={t('comparisons')}
        value={count(counts.comparisons)}
        note={t('ties', { count: count(counts.ties) })}
      />
    </Figures>
  )
}

function VersionTable({ versions, projectId }: { versions: DatasetVersion[]; projectId: string }) {
  const t = useTranslations('versions')
  const { count, percent } = useNumbers()
  return (
    <DataTable label={t('frozen')} minWidth={560}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('version')}</Table.Th>
          <Table.Th ta="end">{t('prompts')}</Table.Th>
          <Table.Th ta="end">{t('comparisons')}</Table.Th>
          <Table.Th ta="end">{t('trainShare')}</Table.Th>
          <Table.Th>{t('hash')}</Table.Th>
          <Table.Th ta="end">{t('when')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {versions.map((version) => (
          <Table.Tr key={version.id}>
            <Table.Td>
              <Link href={`/projects/${projectId}/data/versions/${version.id}`} className="pk-link">
                {`${t('numbered', { number: version.number })} ${version.name}`}
              </Link>
            </Table.Td>
            <Table.Td ta="end">{count(version.counts.prompts)}</Table.Td>
            <Table.Td ta="end">{count(version.counts.comparisons)}</Table.Td>
            <Table.Td ta="end">{percent(version.trainShare, 0)}</Table.Td>
            <Table.Td className="pk-mono">{version.contentHash.slice(0, 12)}</Table.Td>
            <Table.Td ta="end" c="dimmed">
              <Moment at={version.createdAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  )
}
