'use client'

import { Button, Group, Modal, Radio, Stack, Textarea } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

const usualReasons = ['promptUnclear', 'noKnowledge', 'language', 'harmful', 'other'] as const

interface NotRankableDialogProps {
  /** The project's own reasons; the usual ones if there are none. */
  reasons: string[]
  isOpen: boolean
  onClose: () => void
  onConfirm: (reason: string) => void
}

/** "Not rankable" is an answer, and has a reason: one of the usual ones, or the person's own words. */
export function NotRankableDialog({ reasons, isOpen, onClose, onConfirm }: NotRankableDialogProps) {
  const t = useTranslations('notRankable')
  const common = useTranslations('common')
  const choices = reasons.length > 0 ? [...reasons, t('reasons.other')] : usualReasons.map((key) => t(`reasons.${key}`))
  const [choice, setChoice] = useState(0)
  const [words, setWords] = useState('')
  const own = words.trim()
  const isOther = choice >= choices.length - 1
  const isReady = !isOther || own !== ''
  const confirm = () => {
    onConfirm([isOther ? '' : choices[choice], own].filter(Boolean).join(': ').slice(0, 500))
  }
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) confirm()
        }}
      >
        <Stack gap="md">
          <Radio.Group value={String(choice)} onChange={(value) => setChoice(Number(value))} label={t('why')}>
            <Stack gap="xs" mt="xs">
              {choices.map((reason, index) => (
                <Radio key={reason} value={String(index)} label={reason} data-autofocus={index === 0 || undefined} />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label={t(isOther ? 'words' : 'wordsOptional')}
            maxLength={400}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
          <Group gap="xs" justify="flex-end">
            <Button variant="subtle" color="gray" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" disabled={!isReady}>
              {t('confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
