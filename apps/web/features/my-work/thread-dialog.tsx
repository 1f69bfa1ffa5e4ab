'use client'

import { Modal } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { Thread } from '../review/thread.tsx'

export function ThreadDialog({ taskId, onClose }: { taskId: string; onClose: () => void }) {
  const t = useTranslations('thread')
  return (
    <Modal opened onClose={onClose} title={t('title')} size="lg">
      <Thread taskId={taskId} />
    </Modal>
  )
}
