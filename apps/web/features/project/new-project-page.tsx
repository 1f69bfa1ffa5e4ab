'use client'

import { Anchor, Button, Group, NumberInput, Paper, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { createProjectInput } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { LinkButton } from '../common/link-button.tsx'
import { PageHeader } from '../common/page-header.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { AppFrame } from '../shell/app-frame.tsx'

export function NewProjectPage() {
  const t = useTranslations('newProject')
  const projects = useTranslations('projects')
  return (
    <AppFrame>
      <PageHeader
        parent={
          <Anchor component={Link} href="/projects">
            {projects('title')}
          </Anchor>
        }
        title={t('title')}
        description={t('description')}
      />
      <NewProjectForm />
    </AppFrame>
  )
}

function NewProjectForm() {
  const t = useTranslations('newProject')
  const common = useTranslations('common')
  const fields = useTranslations('settings')
  const router = useRouter()
  const queryClient = useQueryClient()
  const form = useForm({
    initialValues: { name: '', description: '', overlap: 2 },
    validate: {
      name: (value) => (createProjectInput.shape.name.safeParse(value).success ? null : t('nameInvalid')),
      overlap: (value) => (createProjectInput.shape.overlap.safeParse(value).success ? null : fields('overlapInvalid')),
    },
  })
  const create = useMutation({
    mutationFn: (values: typeof form.values) => api.project.create.mutate(values),
    onSuccess: async (project) => {
      await queryClient.invalidateQueries({ queryKey: ['project', 'list'] })
      router.push(`/projects/${project.id}/data/imports`)
    },
  })
  return (
    <Paper p="lg" maw={640} component="form" onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
      <Stack gap="md">
        <TextInput label={t('name')} maxLength={120} data-autofocus {...form.getInputProps('name')} />
        <Textarea
          label={t('about')}
          description={t('aboutNote')}
          maxLength={2_000}
          {...form.getInputProps('description')}
        />
        <NumberInput
          label={fields('overlap')}
          description={fields('overlapNote')}
          min={1}
          max={50}
          allowDecimal={false}
          w={240}
          {...form.getInputProps('overlap')}
        />
        {create.isError && <ProblemNote error={create.error} />}
        <Group gap="xs">
          <Button type="submit" loading={create.isPending}>
            {t('create')}
          </Button>
          <LinkButton href="/projects" variant="subtle" color="gray">
            {common('cancel')}
          </LinkButton>
        </Group>
      </Stack>
    </Paper>
  )
}
