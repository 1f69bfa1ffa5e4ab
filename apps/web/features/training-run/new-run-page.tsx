'use client'

import {
  Anchor,
  Autocomplete,
  Button,
  Collapse,
  Group,
  Paper,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { builtInBackbones, type DatasetVersion, objectives } from '@plackett/contracts'
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
import { MoreSettings } from './more-settings.tsx'
import { configOf, emptyRun, type RunValues } from './run-form.ts'

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
  const form = useForm<RunValues>({
    initialValues: {
      ...emptyRun,
      datasetVersionId: newest.find((version) => version.id === wanted)?.id ?? newest[0]!.id,
    },
  })
  const start = useMutation({
    mutationFn: (values: RunValues) => {
      const { name, datasetVersionId } = values
      return api.trainingRun.start.mutate({
        projectId,
        datasetVersionId,
        idempotencyKey,
        name,
        config: configOf(values),
      })
    },
    onSuccess: async (run) => {
      await queryClient.invalidateQueries({ queryKey: ['trainingRun', 'list'] })
      router.push(`/projects/${projectId}/training/${run.id}`)
    },
  })
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
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          <Autocomplete
            label={t('backbone')}
            description={t('backboneNote')}
            data={[...builtInBackbones]}
            required
            {...form.getInputProps('backbone')}
          />
          <Select
            label={t('objective')}
            description={t('objectiveNote')}
            data={objectives.map((value) => ({ value, label: t(`objectives.${value}`) }))}
            {...form.getInputProps('objective')}
          />
        </SimpleGrid>
        <Anchor component="button" type="button" size="sm" ta="start" onClick={more.toggle} aria-expanded={isMore}>
          {t(isMore ? 'less' : 'more')}
        </Anchor>
        <Collapse expanded={isMore}>
          <MoreSettings form={form} />
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
