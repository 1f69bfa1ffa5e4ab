'use client'

import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import type { SettingsForm } from './label-composer.tsx'

interface TextListProps {
  form: SettingsForm
  field: 'strengths' | 'notRankableReasons'
  title: string
  note: string
  most: number
}

/** A few short texts in an order. */
export function TextList({ form, field, title, note, most }: TextListProps) {
  const t = useTranslations('labelSettings')
  const values = form.values[field]
  return (
    <Stack gap="xs" role="group" aria-label={title}>
      <div>
        <Text size="sm" fw={500}>
          {title}
        </Text>
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      </div>
      {values.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text of the list has no identity but its place
        <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
          <TextInput
            flex={1}
            aria-label={t('numbered', { title, number: index + 1 })}
            maxLength={120}
            {...form.getInputProps(`${field}.${index}`)}
          />
          <RemoveButton number={index + 1} title={title} onRemove={() => form.removeListItem(field, index)} />
        </Group>
      ))}
      <AddButton isFull={values.length >= most} onAdd={() => form.insertListItem(field, '')} />
    </Stack>
  )
}

export function RemoveButton({ title, number, onRemove }: { title: string; number: number; onRemove: () => void }) {
  const t = useTranslations('labelSettings')
  return (
    <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('remove', { title, number })} onClick={onRemove}>
      <IconX size={16} aria-hidden />
    </ActionIcon>
  )
}

export function AddButton({ isFull, onAdd }: { isFull: boolean; onAdd: () => void }) {
  const t = useTranslations('labelSettings')
  return (
    <Button
      variant="default"
      size="xs"
      disabled={isFull}
      leftSection={<IconPlus size={14} aria-hidden />}
      style={{ alignSelf: 'flex-start' }}
      onClick={onAdd}
    >
      {t('add')}
    </Button>
  )
}
