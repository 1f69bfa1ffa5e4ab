'use client'

import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

interface EditDialogProps {
  isOpen: boolean
  onClose: () => void
  title: string
  text: string
  editedText: string | null
  onEdit: (editedText: string | null) => void
}

/** The completion as it should have been. What is ranked stays the text as it was. */
export function EditDialog({ isOpen, onClose, title, ...props }: EditDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} size="xl">
      {isOpen && <EditForm {...props} onClose={onClose} />}
    </Modal>
  )
}

function EditForm({ text, editedText, onEdit, onClose }: Omit<EditDialogProps, 'isOpen' | 'title'>) {
  const t = useTranslations('labels')
  const common = useTranslations('common')
  const [draft, setDraft] = useState(editedText ?? text)
  const keep = (value: string | null) => {
    onEdit(value)
    onClose()
  }
  const isChanged = draft !== text && draft.trim() !== ''
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('correctionNote')}
      </Text>
      <Textarea
        data-autofocus
        dir="auto"
        minRows={10}
        maxRows={24}
        maxLength={200_000}
        aria-label={t('correctedText')}
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
      />
      <Group gap="xs" justify="flex-end">
        {editedText !== null && (
          <Button variant="subtle" color="gray" onClick={() => keep(null)}>
            {t('dropCorrection')}
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button disabled={!isChanged} onClick={() => keep(draft)}>
          {t('keepCorrection')}
        </Button>
      </Group>
    </Stack>
  )
}
