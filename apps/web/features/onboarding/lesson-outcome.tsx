'use client'

import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import type { LessonFeedback, ShownLesson, Tiers } from '@plackett/contracts'
import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useNumbers } from '../common/use-numbers.ts'
import { MarkdownText } from '../message-text/markdown-text.tsx'
import { OrderLine } from './order-line.tsx'

interface LessonOutcomeProps {
  given: Tiers
  right: NonNullable<LessonFeedback['right']>
  lesson: ShownLesson
  onGoOn: () => void
}

/** What was right about a lesson, beside what was given, and why. */
export function LessonOutcome({ given, right, lesson, onGoOn }: LessonOutcomeProps) {
  const t = useTranslations('onboarding')
  const { percent } = useNumbers()
  const ids = lesson.completions.map(({ id }) => id)
  const isRight = right.share === 1
  return (
    <Alert
      mb="sm"
      variant="light"
      color={isRight ? 'green' : 'yellow'}
      icon={isRight ? <IconCircleCheck aria-hidden /> : <IconInfoCircle aria-hidden />}
      title={isRight ? t('right') : t('partlyRight', { share: percent(right.share) })}
      role="status"
    >
      <Stack gap="xs">
        <Group gap="lg">
          <Text size="sm">
            {t('rightOrder')} <OrderLine tiers={right.tiers} ids={ids} />
          </Text>
          <Text size="sm">
            {t('yourOrder')} <OrderLine tiers={given} ids={ids} />
          </Text>
        </Group>
        {right.explanation && <MarkdownText text={right.explanation} />}
        <Group>
          <Button autoFocus onClick={onGoOn}>
            {t('goOn')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}
