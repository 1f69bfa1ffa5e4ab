'use client'

import { Button, Group, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { createProjectInput, taskSelection } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { Panel } from '../common/panel.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { ScrollRegion } from '../common/scroll-region.tsx'
import { GuidelinesVersions } from '../guidelines/guidelines-versions.tsx'
import { MarkdownText } from '../message-text/markdown-text.tsx'
import { type ProjectWithRole, useProject } from '../shell/project-context.ts'
import classes from './settings-page.module.css'
import { SettingsTabs } from './settings-tabs.tsx'

export function SettingsPage() {
  const project = useProject()
  return (
    <>
      <SettingsTabs />
      <SettingsForm project={project} />
    </>
  )
}

const initialOf = ({
  name,
  description,
  guidelines,
  overlap,
  leaseMinutes,
  taskSelection,
  auditShare,
  skipsBeforeReview,
}: ProjectWithRole) => ({
  name,
  description,
  guidelines,
  overlap,
  leaseMinutes,
  taskSelection,
  auditPercent: Math.round(auditShare * 100),
  skipsBeforeReview,
})

function SettingsForm({ project }: { project: ProjectWithRole }) {
  const t = useTranslations('settings')
  const queryClient = useQueryClient()
  const { name, overlap, leaseMinutes } = createProjectInput.shape
  const form = useForm({
    initialValues: initialOf(project),
    validate: {
      name: (value) => (name.safeParse(value).success ? null : t('nameInvalid')),
      overlap: (value) => (overlap.safeParse(value).success ? null : t('overlapInvalid')),
      leaseMinutes: (value) => (leaseMinutes.safeParse(value).success ? null : t('leaseInvalid')),
    },
  })
  const save = useMutation({
    mutationFn: ({ auditPercent, ...values }: typeof form.values) =>
      api.project.update.mutate({ projectId: project.id, ...values, auditShare: auditPercent / 100 }),
    onSuccess: (_, values) => {
      form.resetDirty(values)
      return queryClient.invalidateQueries({ queryKey: ['project'] })
    },
  })
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <Stack gap="md">
        <Panel title={t('project')}>
          <Stack gap="md" maw={640}>
            <TextInput label={t('name')} maxLength={120} {...form.getInputProps('name')} />
            <Textarea label={t('about')} maxLength={2_000} {...form.getInputProps('description')} />
          </Stack>
        </Panel>
        <Panel title={t('guidelines')} note={t('guidelinesNote')} actions={<GuidelinesVersions project={project} />}>
          <div className={classes.guidelines}>
            <Textarea
              aria-label={t('guidelines')}
              minRows={12}
              maxRows={30}
              maxLength={100_000}
              classNames={{ input: classes.source }}
              {...form.getInputProps('guidelines')}
            />
            <ScrollRegion className={classes.preview} aria-label={t('preview')}>
              {form.values.guidelines.trim() === '' ? (
                <Text size="sm" c="dimmed">
                  {t('previewEmpty')}
                </Text>
              ) : (
                <MarkdownText text={form.values.guidelines} />
              )}
            </ScrollRegion>
          </div>
        </Panel>
        <Panel title={t('assignment')}>
          <Group align="flex-start" gap="lg">
            <NumberInput
              label={t('overlap')}
              description={t('overlapNote')}
              min={1}
              max={50}
              allowDecimal={false}
              maw={320}
              {...form.getInputProps('overlap')}
            />
            <NumberInput
              label={t('lease')}
              description={t('leaseNote')}
              suffix={` ${t('minutes')}`}
              min={1}
              max={1_440}
              allowDecimal={false}
              maw={320}
              {...form.getInputProps('leaseMinutes')}
            />
            <NumberInput
              label={t('skipsBeforeReview')}
              description={t('skipsBeforeReviewNote')}
              min={1}
              max={50}
              clampBehavior="strict"
              allowDecimal={false}
              maw={320}
              {...form.getInputProps('skipsBeforeReview')}
            />
            <Select
              label={t('taskSelection')}
              description={t('taskSelectionNote')}
              data={taskSelection.options.map((value) => ({ value, label: t(`taskSelections.${value}`) }))}
              allowDeselect={false}
              maw={320}
              {...form.getInputProps('taskSelection')}
            />
            {form.values.taskSelection === 'weighted' && (
              <NumberInput
                label={t('auditShare')}
                description={t('auditShareNote')}
                suffix=" %"
                min={1}
                max={100}
                clampBehavior="strict"
                allowDecimal={false}
                maw={320}
                {...form.getInputProps('auditPercent')}
              />
            )}
          </Group>
        </Panel>
        {save.isError && <ProblemNote error={save.error} />}
        <Group gap="md" className={classes.foot}>
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {t('save')}
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {form.isDirty() ? t('unsaved') : save.isSuccess ? t('saved') : ''}
          </Text>
        </Group>
      </Stack>
    </form>
  )
}
