'use client'

import { Checkbox, Group, NumberInput, Paper, Stack, Text, TextInput } from '@mantine/core'
import { ratingMaximum } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import type { SettingsForm } from './label-composer.tsx'
import { KeyInput, keysOf, LabelInput } from './name-list.tsx'
import { AddButton, RemoveButton } from './text-list.tsx'

const newAxis = { key: '', label: '', max: 7, required: true, low: '', high: '' }

/** The scales on which each completion is rated. */
export function AxisList({ form }: { form: SettingsForm }) {
  const t = useTranslations('labelSettings')
  const { ratings } = form.values
  return (
    <Stack gap="xs" role="group" aria-label={t('ratings')}>
      <Text size="xs" c="dimmed">
        {t('ratingsNote')}
      </Text>
      {ratings.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an axis is its place; its key may be edited
        <AxisFields key={index} form={form} index={index} />
      ))}
      {form.errors.ratings && (
        <Text size="sm" c="var(--pk-danger)">
          {form.errors.ratings}
        </Text>
      )}
      <AddButton isFull={ratings.length >= 12} onAdd={() => form.insertListItem('ratings', newAxis)} />
    </Stack>
  )
}

function AxisFields({ form, index }: { form: SettingsForm; index: number }) {
  const t = useTranslations('labelSettings')
  const path = `ratings.${index}`
  const named = { form, title: t('ratings'), number: index + 1 }
  return (
    <Paper p="xs">
      <Stack gap="xs">
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <LabelInput {...named} path={path} keys={keysOf(form.values.ratings, index)} />
          <KeyInput {...named} path={`${path}.key`} />
          <RemoveButton title={named.title} number={index + 1} onRemove={() => form.removeListItem('ratings', index)} />
        </Group>
        <Group gap="xs" align="flex-end">
          <NumberInput
            label={t('max')}
            size="xs"
            w={90}
            min={ratingMaximum.least}
            max={ratingMaximum.most}
            clampBehavior="strict"
            allowDecimal={false}
            {...form.getInputProps(`${path}.max`)}
          />
          <TextInput
            label={t('low')}
            size="xs"
            flex={1}
            miw={100}
            maxLength={80}
            {...form.getInputProps(`${path}.low`)}
          />
          <TextInput
            label={t('high')}
            size="xs"
            flex={1}
            miw={100}
            maxLength={80}
            {...form.getInputProps(`${path}.high`)}
          />
        </Group>
        <Checkbox size="sm" label={t('required')} {...form.getInputProps(`${path}.required`, { type: 'checkbox' })} />
      </Stack>
    </Paper>
  )
}
