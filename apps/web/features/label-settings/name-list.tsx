'use client'

import { Group, Stack, Text, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { keyOfLabel } from './key-of-label.ts'
import type { SettingsForm } from './label-composer.tsx'
import { AddButton, RemoveButton } from './text-list.tsx'

interface NameListProps {
  form: SettingsForm
  field: 'flags' | 'spans'
  note: string
  most: number
}

/** Labels, each with the key under which answers and exports have it. */
export function NameList({ form, field, note, most }: NameListProps) {
  const t = useTranslations('labelSettings')
  const values = form.values[field]
  const title = t(field)
  return (
    <Stack gap="xs" role="group" aria-label={title}>
      <Text size="xs" c="dimmed">
        {note}
      </Text>
      {values.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; its key may be edited
        <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
          <LabelInput
            form={form}
            path={`${field}.${index}`}
            title={title}
            number={index + 1}
            keys={keysOf(values, index)}
          />
          <KeyInput form={form} path={`${field}.${index}.key`} title={title} number={index + 1} />
          <RemoveButton title={title} number={index + 1} onRemove={() => form.removeListItem(field, index)} />
        </Group>
      ))}
      {form.errors[field] && (
        <Text size="sm" c="var(--pk-danger)">
          {form.errors[field]}
        </Text>
      )}
      <AddButton isFull={values.length >= most} onAdd={() => form.insertListItem(field, { key: '', label: '' })} />
    </Stack>
  )
}

export const keysOf = (values: readonly { key: string }[], but: number): string[] =>
  values.filter((_, index) => index !== but).map(({ key }) => key)

interface LabelInputProps {
  form: SettingsForm
  path: string
  title: string
  number: number
  /** Of the other labels. */
  keys: string[]
}

/** The words; a label that has no key yet gets one from them when it is left. */
export function LabelInput({ form, path, title, number, keys }: LabelInputProps) {
  const t = useTranslations('labelSettings')
  const input = form.getInputProps(`${path}.label`)
  const giveKey = () => {
    const key = form.getInputProps(`${path}.key`).value as string
    if (key === '' && input.value.trim() !== '') form.setFieldValue(`${path}.key`, keyOfLabel(input.value, keys))
  }
  return (
    <TextInput
      flex={1}
      aria-label={t('numbered', { title, number })}
      placeholder={t('label')}
      maxLength={120}
      {...input}
      onBlur={giveKey}
    />
  )
}

export function KeyInput({ form, path, title, number }: Omit<LabelInputProps, 'keys'>) {
  const t = useTranslations('labelSettings')
  return (
    <TextInput
      w={140}
      className="pk-mono"
      aria-label={t('keyOf', { title, number })}
      placeholder={t('key')}
      maxLength={40}
      {...form.getInputProps(path)}
    />
  )
}
