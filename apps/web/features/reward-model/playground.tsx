'use client'

import { ActionIcon, Button, Group, Stack, Textarea } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { ProblemNote } from '../common/problem-note.tsx'
import { Scores } from './scores.tsx'

const mostCompletions = 9

/** A prompt and some completions of one's own: what the model gives each, best first. */
export function Playground({ rewardModelId }: { rewardModelId: string }) {
  const t = useTranslations('playground')
  const [prompt, setPrompt] = useState('')
  const [completions, setCompletions] = useState(['', ''])
  const score = useMutation({
    mutationFn: (input: { prompt: string; completions: string[] }) =>
      api.rewardModel.score.mutate({ rewardModelId, ...input }),
  })
  const written = completions.filter((text) => text.trim() !== '')
  const isReady = prompt.trim() !== '' && written.length > 0
  const change = (index: number, text: string) => setCompletions(completions.with(index, text))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) score.mutate({ prompt, completions: written })
      }}
    >
      <Stack gap="md">
        <Textarea
          label={t('prompt')}
          value={prompt}
          minRows={2}
          maxRows={8}
          onChange={(event) => setPrompt(event.currentTarget.value)}
        />
        {completions.map((text, index) => (
          <Group
            // biome-ignore lint/suspicious/noArrayIndexKey: a field is its place
            key={index}
            align="flex-end"
            gap="xs"
            wrap="nowrap"
          >
            <Textarea
              label={t('completion', { number: index + 1 })}
              value={text}
              minRows={2}
              maxRows={10}
              style={{ flex: 1 }}
              onChange={(event) => change(index, event.currentTarget.value)}
            />
            {completions.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={t('remove', { number: index + 1 })}
                onClick={() => setCompletions(completions.toSpliced(index, 1))}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
        <Group gap="xs">
          <Button type="submit" disabled={!isReady} loading={score.isPending}>
            {t('score')}
          </Button>
          {completions.length < mostCompletions && (
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => setCompletions([...completions, ''])}
            >
              {t('add')}
            </Button>
          )}
        </Group>
        {score.isError && <ProblemNote error={score.error} />}
        {score.data && (
          <Scores key={score.submittedAt} rewardModelId={rewardModelId} asked={score.variables} response={score.data} />
        )}
      </Stack>
    </form>
  )
}
