'use client'

import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { DecideTaskInput, Review } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { ConfirmButton } from '../common/confirm-button.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { AdjudicateDialog } from './adjudicate-dialog.tsx'

/** What a reviewer can do with the task as a whole. Each of it is recorded. */
export function DecisionBar({ review }: { review: Review }) {
  const t = useTranslations('review')
  const queryClient = useQueryClient()
  const [isRanking, dialog] = useDisclosure()
  const decide = useMutation({
    mutationFn: (kind: DecideTaskInput['kind']) => api.review.decide.mutate({ taskId: review.id, kind }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['review'] }),
  })
  const isOpen = review.status === 'open' || review.status === 'completed'
  return (
    <>
      <Group gap="xs">
        {!review.isAdjudicated && <Button onClick={dialog.open}>{t('adjudicate')}</Button>}
        {review.settledAt === null && (
          <Button variant="default" onClick={() => decide.mutate('settle')} loading={decide.isPending}>
            {t('settle')}
          </Button>
        )}
        {!isOpen && (
          <Button variant="default" onClick={() => decide.mutate('reopen')} loading={decide.isPending}>
            {t('reopen')}
          </Button>
        )}
        {review.status !== 'withdrawn' && (
          <ConfirmButton title={t('withdraw')} question={t('withdrawNote')} onConfirm={() => decide.mutate('withdraw')}>
            {(ask) => (
              <Button variant="subtle" color="gray" onClick={ask}>
                {t('withdraw')}
              </Button>
            )}
          </ConfirmButton>
        )}
      </Group>
      {decide.isError && <ProblemNote error={decide.error} />}
      {isRanking && <AdjudicateDialog review={review} onClose={dialog.close} />}
    </>
  )
}
