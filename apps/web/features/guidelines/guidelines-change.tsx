'use client'

import { Button, Group, Modal, Stack } from '@mantine/core'
import type { MemberProject } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { GuidelinesDifference } from './guidelines-difference.tsx'
import type { GuidelinesChangeState } from './use-guidelines-change.ts'

interface GuidelinesChangeProps {
  project: MemberProject
  change: GuidelinesChangeState
}

/** What is new in the guidelines, before the first task that is ranked under them. */
export function GuidelinesChange({ project, change }: GuidelinesChangeProps) {
  const t = useTranslations('guidelines')
  return (
    <Modal opened={change.isShown} onClose={change.acknowledge} title={t('changed')} size="xl">
      <Stack gap="md">
        <GuidelinesDifference projectId={project.id} version={change.seen} text={project.guidelines} />
        <Group justify="flex-end">
          <Button data-autofocus onClick={change.acknowledge}>
            {t('understood')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
