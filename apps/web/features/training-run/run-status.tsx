'use client'

import type { TrainingRunStatus } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { StatusBadge } from '../common/status-badge.tsx'

const meanings = {
  queued: 'neutral',
  running: 'accent',
  succeeded: 'good',
  failed: 'danger',
  cancelled: 'warn',
} as const satisfies Record<TrainingRunStatus, string>

export function RunStatus({ status }: { status: TrainingRunStatus }) {
  const t = useTranslations('training')
  return <StatusBadge meaning={meanings[status]}>{t(`status.${status}`)}</StatusBadge>
}

export function isUnfinished(status: TrainingRunStatus): boolean {
  return status === 'queued' || status === 'running'
}
