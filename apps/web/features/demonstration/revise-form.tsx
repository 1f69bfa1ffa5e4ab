'use client'

import { Button, Group, Stack, Textarea } from '@mantine/core'
import type { Demonstration } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { newKey } from '../common/new-key.ts'
import { ProblemNote } from '../common/problem-note.tsx'
import { useActiveTime } from '../ranking/use-active-time.ts'

/** One's own text again; what is sent is a new revision beside it, which waits for review. */
export function ReviseForm({ demonstration, onDone }: { demonstration: Demonstration; onDone: () => void }) {
  const t = useTranslations('demonstrations')
  const common = useTranslations('common')
  const queryClient = useQueryClient()
  const activeMs = useActiveTime(0)
  const [idempotencyKey] = useState(newKey)
  const [text, setText] = useState(demonstration.text)
  const revise = useMutation({
    mutationFn: () =>
      api.demonstration.revise.mutate({
        demonstrationId: demonstration.id,
        text,
        idempotencyKey,
        activeMs: activeMs(),
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['demonstration'] })
      onDone()
    },
  })
  return (
    <Stack gap="xs">
      <Textarea
        data-autofocus
        dir="auto"
        minRows={8}
        maxRows={24}
        maxLength={200_000}
        aria-label={t('text')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {revise.isError && <ProblemNote error={revise.error} />}
      <Group gap="xs">
        <Button
          loading={revise.isPending}
          disabled={text.trim() === '' || text === demonstration.text}
          onClick={() => revise.mutate()}
        >
          {t('submit')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {common('cancel')}
        </Button>
      </Group>
    </Stack>
  )
}
