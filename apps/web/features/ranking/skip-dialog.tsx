'use client'

import { Button, Group, Modal, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'

interface SkipDialogProps {
  isOpen: boolean
  onClose: () => void
  onConfirm: () => void
}

export function SkipDialog({ isOpen, onClose, onConfirm }: SkipDialogProps) {
  const t = useTranslations('rank')
  const common = useTranslations('common')
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('skipTitle')} size="sm">
      <Text size="sm" mb="lg">
        {t('skipNote')}
      </Text>
      <Group gap="xs" justify="flex-end">
        <Button variant="subtle" color="gray" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button onClick={onConfirm} data-autofocus>
          {t('skip')}
        </Button>
      </Group>
    </Modal>
  )
}
