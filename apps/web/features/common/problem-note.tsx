'use client'

import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useWording } from './use-wording.ts'

interface ProblemNoteProps {
  error: unknown
  onRetry?: () => void
}

/** What went wrong and what to do about it, where it happened. */
export function ProblemNote({ error, onRetry }: ProblemNoteProps) {
  const t = useTranslations('common')
  const wording = useWording()
  return (
    <Alert variant="outline" color="red" icon={<IconAlertTriangle aria-hidden />} role="alert" className="pk-problem">
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="var(--pk-text)">
          {wording(error)}
        </Text>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
      </Group>
    </Alert>
  )
}
