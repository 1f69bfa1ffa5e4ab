'use client'

import { Button, Group, Text } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { ProblemNote } from '../common/problem-note.tsx'

interface SaveRowProps {
  save: Pick<UseMutationResult<unknown, Error, never>, 'isPending' | 'isSuccess' | 'isError' | 'error'>
  isDirty: boolean
}

/** The end of a form: its button, and whether what is on the page is saved. */
export function SaveRow({ save, isDirty }: SaveRowProps) {
  const t = useTranslations('settings')
  return (
    <>
      {save.isError && <ProblemNote error={save.error} />}
      <Group gap="md">
        <Button type="submit" loading={save.isPending} disabled={!isDirty}>
          {t('save')}
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {isDirty ? t('unsaved') : save.isSuccess ? t('saved') : ''}
        </Text>
      </Group>
    </>
  )
}
