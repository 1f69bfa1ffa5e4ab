'use client'

import { Checkbox, NumberInput, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { qualitySettings } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { Panel } from '../common/panel.tsx'
import { useProject } from '../shell/project-context.ts'
import { SaveRow } from './save-row.tsx'
import { useProjectSettings } from './use-project-settings.ts'

const hundredth = (share: number) => Math.round(100 * share)

/** How often gold tasks come, and what follows from them. Shares stand as per cent here. */
export function GoldSettings() {
  const t = useTranslations('qualitySettings')
  const { qualitySettings: settings } = useProject()
  const form = useForm({
    initialValues: {
      goldRate: hundredth(settings.goldRate),
      minimumAccuracy: hundredth(settings.minimumAccuracy),
      pausesByGold: settings.pausesByGold,
      explainsGold: settings.explainsGold,
    },
    validate: {
      goldRate: (value) =>
        qualitySettings.shape.goldRate.safeParse(value / 100).success ? null : t('goldRateInvalid'),
      minimumAccuracy: (value) =>
        qualitySettings.shape.minimumAccuracy.safeParse(value / 100).success ? null : t('minimumAccuracyInvalid'),
    },
  })
  const save = useProjectSettings(() => form.resetDirty())
  return (
    <Panel title={t('gold')}>
      <form
        noValidate
        onSubmit={form.onSubmit((values) => {
          const { goldRate, minimumAccuracy, ...rest } = values
          const shares = { goldRate: goldRate / 100, minimumAccuracy: minimumAccuracy / 100 }
          save.mutate({ qualitySettings: { ...settings, ...rest, ...shares } })
        })}
      >
        <Stack gap="md" maw={640}>
          <NumberInput
            label={t('goldRate')}
            description={t('goldRateNote')}
            suffix=" %"
            min={0}
            max={50}
            allowDecimal={false}
            {...form.getInputProps('goldRate')}
          />
          <Checkbox
            label={t('explainsGold')}
            description={t('explainsGoldNote')}
            {...form.getInputProps('explainsGold', { type: 'checkbox' })}
          />
          <Checkbox
            label={t('pausesByGold')}
            description={t('pausesByGoldNote')}
            {...form.getInputProps('pausesByGold', { type: 'checkbox' })}
          />
          <NumberInput
            label={t('minimumAccuracy')}
            description={t('minimumAccuracyNote')}
            suffix=" %"
            min={30}
            max={99}
            allowDecimal={false}
            {...form.getInputProps('minimumAccuracy')}
          />
          <SaveRow save={save} isDirty={form.isDirty()} />
        </Stack>
      </form>
    </Panel>
  )
}
