'use client'

import { Button, Group, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { labelSettings } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { ProblemNote } from '../common/problem-note.tsx'
import { SettingsTabs } from '../settings/settings-tabs.tsx'
import { type ProjectWithRole, useProject } from '../shell/project-context.ts'
import { LabelComposer } from './label-composer.tsx'
import { LabelPreview } from './label-preview.tsx'
import classes from './label-settings-page.module.css'
import { useSettingsErrors } from './use-settings-errors.ts'

export function LabelSettingsPage() {
  const project = useProject()
  return (
    <>
      <SettingsTabs />
      <LabelSettingsForm project={project} />
    </>
  )
}

/** What people are asked, and beside it the bench as they will see it. */
function LabelSettingsForm({ project }: { project: ProjectWithRole }) {
  const t = useTranslations('labelSettings')
  const settings = useTranslations('settings')
  const queryClient = useQueryClient()
  const errorsOf = useSettingsErrors()
  const form = useForm({ initialValues: project.labelSettings, validate: errorsOf })
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      api.project.update.mutate({ projectId: project.id, labelSettings: values }),
    onSuccess: (_, values) => {
      form.resetDirty(values)
      return queryClient.invalidateQueries({ queryKey: ['project'] })
    },
  })
  const shown = labelSettings.safeParse(form.values)
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
      <div className={classes.columns}>
        <Stack gap="md" className={classes.composer}>
          <LabelComposer form={form} />
        </Stack>
        <LabelPreview settings={shown.success ? shown.data : null} />
      </div>
      {save.isError && <ProblemNote error={save.error} />}
      <Group gap="md" className={classes.foot}>
        <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
          {settings('save')}
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {form.isDirty() ? settings('unsaved') : save.isSuccess ? settings('saved') : t('saveNote')}
        </Text>
      </Group>
    </form>
  )
}
