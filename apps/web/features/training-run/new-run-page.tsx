'use client'

import { Anchor, Button, Collapse, Group, NumberInput, Paper, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { backbones, type DatasetVersion, objectives, rewardTrainingConfig } from '@plackett/contracts'
import { IconSnowflake } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { EmptyState } from '../common/empty-state.tsx'
import { LinkButton } from '../common/link-button.tsx'
import { newKey } from '../common/new-key.ts'
import { PageHeader } from '../common/page-header.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { QueryView } from '../common/query-view.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { useProject } from '../shell/project-context.ts'

export function NewRunPage() {
  const t = useTranslations('training')
  const { id: projectId } = useProject()
  const versions = useQuery(queryOf('datasetVersion.list', api.datasetVersion.list, { projectId }))
  return (
    <>
      <PageHeader
        parent={
          <Anchor component={Link} href={`/projects/${projectId}/training`}>
            {t('back')}
          </Anchor>
        }
        title={t('newTitle')}
        description={t('newNote')}
      />
      <QueryView query={versions}>
        {(list) =>
          list.length === 0 ? <NoVersions projectId={projectId} /> : <StartForm versions={list} projectId={projectId} />
        }
      </QueryView>
    </>
  )
}

function NoVersions({ projectId }: { projectId: string }) {
  const t = useTranslations('training')
  return (
    <EmptyState
      icon={<IconSnowflake size={32} stroke={1.5} />}
      title={t('noVersionsTitle')}
      action={<LinkButton href={`/projects/${projectId}/data/versions`}>{t('freeze')}</LinkButton>}
    >
      {t('noVersions')}
    </EmptyState>
  )
}

function StartForm({ versions, projectId }: { versions: DatasetVersion[]; projectId: string }) {
  const t = useTranslations('training')
  const data = useTranslations('versions')
  const { count } = useNumbers()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [isMore, more] = useDisclosure()
  const [idempotencyKey] = useState(newKey)
  const newest = versions.toSorted((a, b) => b.number - a.number)
  const wanted = useSearchParams().get('version')
  const form = useForm({
    initialValues: {
      name: '',
      datasetVersionId: newest.find((version) => version.id === wanted)?.id ?? newest[0]!.id,
      backbone: backbones[0] as string,
      objective: objectives[0] as string,
      seed: 1,
      epochs: '' as number | '',
      learningRate: '' as number | '',
      batchSize: '' as number | '',
    },
  })
  const start = useMutation({
    mutationFn: ({ name, datasetVersionId, ...config }: typeof form.values) =>
      api.trainingRun.start.mutate({ projectId, datasetVersionId, idempotencyKey, name, config: configOf(config) }),
    onSuccess: async (run) => {
      await queryClient.invalidateQueries({ queryKey: ['trainingRun', 'list'] })
      router.push(`/projects/${projectId}/training/${run.id}`)
    },
  })
  const optional = { placeholder: t('default'), hideControls: true }
  return (
    <Paper p="lg" maw={640} component="form" onSubmit={form.onSubmit((values) => start.mutate(values))}>
      <Stack gap="md">
        <TextInput
          label={t('name')}
          placeholder={t('namePlaceholder')}
          maxLength={120}
          {...form.getInputProps('name')}
        />
        <Select
          label={t('version')}
          data={newest.map((version) => ({
            value: version.id,
            label: `${data('numbered', { number: version.number })} ${version.name} · ${t('comparisons', { count: count(version.counts.train.comparisons) })}`,
          }))}
          {...form.getInputProps('datasetVersionId')}
        />
        <Group grow align="flex-start">
          <Select
            label={t('backbone')}
            description={t('backboneNote')}
            data={[...backbones]}
            {...form.getInputProps('backbone')}
          />
          <Select
            label={t('objective')}
            description={t('objectiveNote')}
            data={objectives.map((value) => ({ value, label: t(`objectives.${value}`) }))}
            {...form.getInputProps('objective')}
          />
        </Group>
        <Anchor component="button" type="button" size="sm" ta="start" onClick={more.toggle} aria-expanded={isMore}>
          {t(isMore ? 'less' : 'more')}
        </Anchor>
        <Collapse expanded={isMore}>
          <Group grow align="flex-start">
            <NumberInput label={t('seed')} min={0} allowDecimal={false} {...form.getInputProps('seed')} />
            <NumberInput
              label={t('epochs')}
              min={1}
              max={1_000}
              allowDecimal={false}
              {...optional}
              {...form.getInputProps('epochs')}
            />
            <NumberInput
              label={t('learningRate')}
              min={0}
              decimalScale={8}
              {...optional}
              {...form.getInputProps('learningRate')}
            />
            <NumberInput
              label={t('batchSize')}
              min={1}
              allowDecimal={false}
              {...optional}
              {...form.getInputProps('batchSize')}
            />
          </Group>
        </Collapse>
        {start.isError && <ProblemNote error={start.error} />}
        <Group>
          <Button type="submit" loading={start.isPending}>
            {t('start')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  )
}

/** What was left empty is left to the backbone. Throws a ZodError for what no run can take. */
function configOf(values: Record<string, string | number>) {
  return rewardTrainingConfig.parse(Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')))
}
