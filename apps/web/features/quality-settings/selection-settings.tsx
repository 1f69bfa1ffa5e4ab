'use client'

import { NumberInput, Select, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { createProjectInput, taskSelection } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { Panel } from '../common/panel.tsx'
import { useProject } from '../shell/project-context.ts'
import { SaveRow } from './save-row.tsx'
import { SelectionGain } from './selection-gain.tsx'
import { useProjectSettings } from './use-project-settings.ts'
import { WeighButton } from './weigh-button.tsx'

const weighings = ['by_hand', 'reward_model', 'leaderboard'] as const

/** In which order tasks are handed out, and what makes one worth more than another. */
export function SelectionSettings() {
  const t = useTranslations('qualitySettings')
  const project = useProject()
  const form = useForm({
    initialValues: {
      taskSelection: project.taskSelection,
      auditShare: Math.round(100 * project.auditShare),
      weighing: project.qualitySettings.weighing,
    },
    validate: {
      auditShare: (value) =>
        createProjectInput.shape.auditShare.safeParse(value / 100).success ? null : t('auditShareInvalid'),
    },
  })
  const save = useProjectSettings(() => form.resetDirty())
  const isWeighted = form.values.taskSelection === 'weighted'
  return (
    <Panel title={t('selection')}>
      <form
        noValidate
        onSubmit={form.onSubmit(({ weighing, auditShare, ...rest }) =>
          save.mutate({
            ...rest,
            auditShare: auditShare / 100,
            qualitySettings: { ...project.qualitySettings, weighing },
          }),
        )}
      >
        <Stack gap="md" maw={640}>
          <Select
            label={t('taskSelection')}
            description={t('taskSelectionNote')}
            data={taskSelection.options.map((value) => ({ value, label: t(`taskSelections.${value}`) }))}
            allowDeselect={false}
            {...form.getInputProps('taskSelection')}
          />
          {isWeighted && (
            <>
              <Select
                label={t('weighing')}
                description={t(`weighingNote.${form.values.weighing}`)}
                data={weighings.map((value) => ({ value, label: t(`weighings.${value}`) }))}
                allowDeselect={false}
                {...form.getInputProps('weighing')}
              />
              <NumberInput
                label={t('auditShare')}
                description={t('auditShareNote')}
                suffix=" %"
                min={1}
                max={100}
                allowDecimal={false}
                {...form.getInputProps('auditShare')}
              />
            </>
          )}
          <SaveRow save={save} isDirty={form.isDirty()} />
        </Stack>
      </form>
      {project.taskSelection === 'weighted' && project.qualitySettings.weighing !== 'by_hand' && <WeighButton />}
      <SelectionGain />
    </Panel>
  )
}
