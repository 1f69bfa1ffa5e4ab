'use client'

import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { type SkipReason, skipReasons } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

interface SkipDialogProps {
  isOpen: boolean
  /** A ranking that is taken up again is only left as it is: no reason is asked for. */
  isRevising: boolean
  onClose: () => void
  onConfirm: (skip: { reason: SkipReason; note?: string }) => void
}

/** Why a task is passed by: putting it off is the default, since it costs nobody anything. */
export function SkipDialog({ isOpen, isRevising, onClose, onConfirm }: SkipDialogProps) {
  const t = useTranslations('rank')
  const common = useTranslations('common')
  const [reason, setReason] = useState<SkipReason>('later')
  const [note, setNote] = useState('')
  const confirm = () => onConfirm({ reason, ...(note.trim() !== '' && { note: note.trim() }) })
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('skipTitle')} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          confirm()
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('skipNote')}</Text>
          {!isRevising && (
            <>
              <Radio.Group
                label={t('skipReason')}
                value={reason}
                onChange={(value) => setReason(value as SkipReason)}
                name="skip-reason"
              >
                <Stack gap={6} mt="xs">
                  {(['later', ...skipReasons.filter((value) => value !== 'later')] as const).map((value) => (
                    <Radio key={value} value={value} label={t(`skipReasons.${value}`)} />
                  ))}
                </Stack>
              </Radio.Group>
              {reason !== 'later' && (
                <TextInput
                  label={t('skipWords')}
                  maxLength={500}
                  value={note}
                  onChange={(event) => setNote(event.currentTarget.value)}
                />
              )}
            </>
          )}
          <Group gap="xs" justify="flex-end">
            <Button variant="subtle" color="gray" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" data-autofocus>
              {t('skip')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
