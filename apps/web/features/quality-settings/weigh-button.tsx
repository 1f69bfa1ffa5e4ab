'use client'

import { Button, Group, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { ProblemNote } from '../common/problem-note.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { useProject } from '../shell/project-context.ts'

/** Weighs the open tasks by what is known now. */
export function WeighButton() {
  const t = useTranslations('qualitySettings')
  const { decimal } = useNumbers()
  const { id: projectId } = useProject()
  const weigh = useMutation({ mutationFn: () => api.quality.weighTasks.mutate({ projectId }) })
  return (
    <Group gap="sm" mt="md">
      <Button variant="default" onClick={() => weigh.mutate()} loading={weigh.isPending}>
        {t('weighNow')}
      </Button>
      <Text size="sm" role="status">
        {weigh.data &&
          t('weighed', {
            tasks: weigh.data.tasks,
            lowest: decimal(weigh.data.lowest ?? 1, 2),
            highest: decimal(weigh.data.highest ?? 1, 2),
          })}
      </Text>
      {weigh.isError && <ProblemNote error={weigh.error} />}
    </Group>
  )
}
