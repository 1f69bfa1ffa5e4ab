'use client'

import { Drawer, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { MarkdownText } from '../message-text/markdown-text.tsx'

interface GuidelinesDrawerProps {
  guidelines: string
  isOpen: boolean
  onClose: () => void
}

export function GuidelinesDrawer({ guidelines, isOpen, onClose }: GuidelinesDrawerProps) {
  const t = useTranslations('rank')
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size="lg"
      title={t('guidelines')}
      transitionProps={{ duration: 120 }}
    >
      {guidelines.trim() === '' ? (
        <Text size="sm" c="dimmed">
          {t('noGuidelines')}
        </Text>
      ) : (
        <MarkdownText text={guidelines} />
      )}
    </Drawer>
  )
}
