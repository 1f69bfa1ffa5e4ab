'use client'

import { Button, Group, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { ConfirmButton } from '../common/confirm-button.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { useProject } from '../shell/project-context.ts'

/** Sets every weight by reliability at once; each is a decision that can be seen and changed. */
export function WeighAllButton() {
  const t = useTranslations('annotators')
  const { id: projectId } = useProject()
  const queryClient = useQueryClient()
  const weigh = useMutation({
    mutationFn: () => api.annotator.weighAll.mutate({ projectId }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['annotator'] }),
  })
  return (
    <Group gap="sm">
      {weigh.isError && <ProblemNote error={weigh.error} />}
      {weigh.data && <Text size="sm">{t('weighed', { count: weigh.data.annotators })}</Text>}
      <ConfirmButton title={t('weighAll')} question={t('weighAllNote')} onConfirm={() => weigh.mutate()}>
        {(ask) => (
          <Button variant="default" onClick={ask} loading={weigh.isPending}>
            {t('weighAll')}
          </Button>
        )}
      </ConfirmButton>
    </Group>
  )
}
