'use client'

import { Button, Group, Modal, Radio, Stack, Textarea } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

const reasons = ['promptUnclear', 'noKnowledge', 'language', 'harmful', 'other'] as const

interface NotRankableDialogProps {
  isOpen: boolean
  onClose: () => void
  onConfirm: (reason: string) => void
}

/** "Not rankable" is an answer, and has a reason: one of the usual ones, or the person's own words. */
export function NotRankableDialog({ isOpen, onClose, onConfirm }: NotRankableDialogProps) {
  const t = useTranslations('notRankable')
  const common = useTranslations('common')
  const [chosen, setChosen] = useState<string>(reasons[0])
  const [words, setWords] = useState('')
  const own = words.trim()
  const isReady = chosen !== 'other' || own !== ''
  const confirm = () => {
    const preset = chosen === 'other' ? '' : t(`reasons.${chosen as (typeof reasons)[number]}`)
    onConfirm([preset, own].filter(Boolean).join(': ').slice(0, 500))
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
          <Radio.Group value={chosen} onChange={setChosen} label={t('why')}>
            <Stack gap="xs" mt="xs">
              {reasons.map((reason, index) => (
                <Radio
                  key={reason}
                  value={reason}
                  label={t(`reasons.${reason}`)}
                  data-autofocus={index === 0 || undefined}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label={t(chosen === 'other' ? 'words' : 'wordsOptional')}
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
