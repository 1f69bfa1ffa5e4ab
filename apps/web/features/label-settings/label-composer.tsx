'use client'

import { Checkbox, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { LabelSettings, Wish } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { Panel } from '../common/panel.tsx'
import { AxisList } from './axis-list.tsx'
import { NameList } from './name-list.tsx'
import { PresetMenu } from './preset-menu.tsx'
import { TextList } from './text-list.tsx'

type Switch = 'allowTies' | 'allowPartial' | 'allowAllBad' | 'allowNotRankable' | 'allowEdits' | 'allowDemonstrations'
export type SettingsForm = UseFormReturnType<LabelSettings>

/** Everything that can be asked, each part to be switched on or left out. */
export function LabelComposer({ form }: { form: SettingsForm }) {
  const t = useTranslations('labelSettings')
  const checkbox = (field: Switch) => (
    <Checkbox
      label={t(`${field}.label`)}
      description={t(`${field}.note`)}
      {...form.getInputProps(field, { type: 'checkbox' })}
    />
  )
  return (
    <>
      <Panel title={t('begin')}>
        <PresetMenu form={form} />
      </Panel>
      <Panel title={t('order')}>
        <Stack gap="md">
          <TextInput
            label={t('question')}
            description={t('questionNote')}
            maxLength={300}
            {...form.getInputProps('question')}
          />
          {checkbox('allowTies')}
          {checkbox('allowPartial')}
          {checkbox('allowAllBad')}
          {checkbox('allowNotRankable')}
          {form.values.allowNotRankable && (
            <TextList form={form} field="notRankableReasons" title={t('reasons')} note={t('reasonsNote')} most={20} />
          )}
        </Stack>
      </Panel>
      <Panel title={t('strengths')}>
        <TextList form={form} field="strengths" title={t('strengthNames')} note={t('strengthsNote')} most={5} />
      </Panel>
      <Panel title={t('ratings')}>
        <AxisList form={form} />
      </Panel>
      <Panel title={t('flags')}>
        <NameList form={form} field="flags" note={t('flagsNote')} most={40} />
      </Panel>
      <Panel title={t('spans')}>
        <NameList form={form} field="spans" note={t('spansNote')} most={20} />
      </Panel>
      <Panel title={t('texts')}>
        <Stack gap="md">
          <WishField form={form} field="reason" />
          <WishField form={form} field="critique" />
        </Stack>
      </Panel>
      <Panel title={t('demonstrations')}>
        <Stack gap="md">
          {checkbox('allowEdits')}
          {checkbox('allowDemonstrations')}
        </Stack>
      </Panel>
    </>
  )
}

const wishes: Wish[] = ['off', 'optional', 'required']

function WishField({ form, field }: { form: SettingsForm; field: 'critique' | 'reason' }) {
  const t = useTranslations('labelSettings')
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {t(`${field}.label`)}
      </Text>
      <SegmentedControl
        size="sm"
        aria-label={t(`${field}.label`)}
        data={wishes.map((wish) => ({ value: wish, label: t(`wish.${wish}`) }))}
        value={form.values[field]}
        onChange={(value) => form.setFieldValue(field, value as Wish)}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {t(`${field}.note`)}
      </Text>
    </div>
  )
}
