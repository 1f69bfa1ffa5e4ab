'use client'

import { Button, Container, Group } from '@mantine/core'
import type { NoTaskReason, Project } from '@plackett/contracts'
import { IconCircleCheck, IconHourglass, IconInbox, IconLock, IconPlayerPause, IconSchool } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { EmptyState } from '../common/empty-state.tsx'
import { LinkButton } from '../common/link-button.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { SkeletonRows } from '../common/query-view.tsx'
import { useKeyCommands } from './use-key-commands.ts'

interface NoTaskProps {
  project: Project
  reason: NoTaskReason | null
  problem: unknown
  canUndo: boolean
  onRetry: () => void
  onUndo: () => void
}

const icons: Record<NoTaskReason, ReactNode> = {
  none_imported: <IconInbox size={32} stroke={1.5} />,
  not_qualified: <IconSchool size={32} stroke={1.5} />,
  all_done: <IconCircleCheck size={32} stroke={1.5} />,
  all_yours_done: <IconCircleCheck size={32} stroke={1.5} />,
  all_leased: <IconHourglass size={32} stroke={1.5} />,
  all_paused: <IconPlayerPause size={32} stroke={1.5} />,
  none_for_your_skills: <IconLock size={32} stroke={1.5} />,
  quota_reached: <IconCircleCheck size={32} stroke={1.5} />,
  daily_quota_reached: <IconCircleCheck size={32} stroke={1.5} />,
  share_reached: <IconCircleCheck size={32} stroke={1.5} />,
  you_are_paused: <IconPlayerPause size={32} stroke={1.5} />,
}

/** Why there is no task, in words; or that one is on its way. */
export function NoTask({ project, reason, problem, canUndo, onRetry, onUndo }: NoTaskProps) {
  const t = useTranslations('noTask')
  useKeyCommands((command) => {
    if (command.type !== 'undo' || !canUndo) return false
    onUndo()
    return true
  })
  return (
    <Container size="sm" py={64} w="100%">
      {problem !== null && <ProblemNote error={problem} onRetry={onRetry} />}
      {problem === null && reason === null && <SkeletonRows rows={4} height={64} />}
      {problem === null && reason !== null && (
        <EmptyState
          icon={icons[reason]}
          title={t(`${reason}.title`)}
          action={
            <Group gap="xs">
              {reason === 'not_qualified' && (
                <LinkButton href={`/projects/${project.id}/onboarding`}>{t('onboarding')}</LinkButton>
              )}
              <Button variant="default" onClick={onRetry}>
                {t('lookAgain')}
              </Button>
              <LinkButton href={`/projects/${project.id}/history`} variant="default">
                {t('history')}
              </LinkButton>
            </Group>
          }
        >
          {t(`${reason}.text`)}
        </EmptyState>
      )}
    </Container>
  )
}
