'use client'

import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import type { Review } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { ProblemNote } from '../common/problem-note.tsx'

interface ReturnDialogProps {
  answer: Review['answers'][number]
  onClose: () => void
}

/** Gives a ranking back to its author, with what to look at. */
export function ReturnDialog({ answer, onClose }: ReturnDialogProps) {
  const t = useTranslations('review')
  const common = useTranslations('common')
  const queryClient = useQueryClient()
  const [comment, setComment] = useState('')
  const giveBack = useMutation({
    mutationFn: () => api.review.returnRanking.mutate({ rankingId: answer.rankingId, comment }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['review'] })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={t('giveBackTo', { name: answer.annotator.name })} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (comment.trim() !== '') giveBack.mutate()
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('giveBackNote')}</Text>
          <Textarea
            label={t('giveBackComment')}
            required
            maxLength={5_000}
            minRows={3}
            autosize
            dir="auto"
            data-autofocus
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          {giveBack.isError && <ProblemNote error={giveBack.error} />}
          <Group gap="xs" justify="flex-end">
            <Button variant="subtle" color="gray" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={giveBack.isPending} disabled={comment.trim() === ''}>
              {t('giveBack')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
