'use client'

import { Button, Group, Stack, Textarea } from '@mantine/core'
import type { Demonstration, ReviewDecision } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { ProblemNote } from '../common/problem-note.tsx'

interface ReviewActionsProps {
  demonstration: Demonstration
  mayReview: boolean
  /** Null where it may not be revised by who looks at it. */
  onRevise: (() => void) | null
}

/** Approve, return with a comment, or reject; a decision can be changed, and all of them are kept. */
export function ReviewActions({ demonstration, mayReview, onRevise }: ReviewActionsProps) {
  const t = useTranslations('demonstrations')
  const queryClient = useQueryClient()
  const [comment, setComment] = useState('')
  const { id: demonstrationId, status } = demonstration
  const review = useMutation({
    mutationFn: (decision: ReviewDecision) =>
      api.demonstration.review.mutate({ demonstrationId, decision, ...(comment.trim() && { comment }) }),
    onSuccess: () => {
      setComment('')
      return queryClient.invalidateQueries({ queryKey: ['demonstration'] })
    },
  })
  if (!mayReview && !onRevise) return null
  const button = (decision: ReviewDecision, isReady = true) =>
    status !== decision && (
      <Button
        variant={decision === 'approved' ? 'filled' : 'default'}
        disabled={!isReady}
        loading={review.isPending && review.variables === decision}
        onClick={() => review.mutate(decision)}
      >
        {t(`decide.${decision}`)}
      </Button>
    )
  return (
    <Stack gap="xs">
      {review.isError && <ProblemNote error={review.error} />}
      {mayReview && (
        <Textarea
          minRows={1}
          maxRows={6}
          maxLength={4_000}
          dir="auto"
          aria-label={t('comment')}
          placeholder={t('commentNote')}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
      )}
      <Group gap="xs">
        {mayReview && button('approved')}
        {mayReview && button('returned', comment.trim() !== '')}
        {mayReview && button('rejected')}
        {onRevise && (
          <Button variant="default" onClick={onRevise}>
            {t('revise')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}
