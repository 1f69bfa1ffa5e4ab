'use client'

import { Button, Group, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

interface ConfirmButtonProps {
  title: string
  question: string
  onConfirm: () => void
  children: (ask: () => void) => ReactNode
}

/** Asks before what cannot be taken back. */
export function ConfirmButton({ title, question, onConfirm, children }: ConfirmButtonProps) {
  const t = useTranslations('common')
  const [isAsking, dialog] = useDisclosure()
  const confirm = () => {
    dialog.close()
    onConfirm()
  }
  return (
    <>
      {children(dialog.open)}
      <Modal opened={isAsking} onClose={dialog.close} title={title} size="sm">
        <Text size="sm" mb="lg">
          {question}
        </Text>
        <Group gap="xs" justify="flex-end">
          <Button variant="subtle" color="gray" onClick={dialog.close} data-autofocus>
            {t('cancel')}
          </Button>
          <Button color="red" onClick={confirm}>
            {title}
          </Button>
        </Group>
      </Modal>
    </>
  )
}
