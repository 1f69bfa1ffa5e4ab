'use client'

import { ActionIcon, Button, Group, Stack, Table, Text, Textarea } from '@mantine/core'
import type { ScoreResponse } from '@plackett/contracts'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { DataTable } from '../common/data-table.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { useNumbers } from '../common/use-numbers.ts'

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
        {score.data && <Scores response={score.data} completions={score.variables.completions} />}
      </Stack>
    </form>
  )
}

function Scores({ response, completions }: { response: ScoreResponse; completions: string[] }) {
  const t = useTranslations('playground')
  const { decimal, count } = useNumbers()
  const rows = response.results
    .map((result, index) => ({ result, text: completions[index] ?? '' }))
    .toSorted((a, b) => (b.result.reward ?? Number.NEGATIVE_INFINITY) - (a.result.reward ?? Number.NEGATIVE_INFINITY))
  return (
    <Stack gap="xs" role="status">
      <DataTable label={t('score')} minWidth={360}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="end">{t('rank')}</Table.Th>
            <Table.Th ta="end">{t('reward')}</Table.Th>
            <Table.Th>{t('text')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ result, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two completions may be the same text
            <Table.Tr key={index}>
              <Table.Td ta="end">{index + 1}</Table.Td>
              <Table.Td ta="end" fw={600}>
                {result.reward === null ? '–' : decimal(result.reward)}
              </Table.Td>
              <Table.Td>
                <Text size="sm" lineClamp={2} dir="auto">
                  {result.reward === null ? result.error.message : text}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </DataTable>
      <Text size="xs" c="dimmed" className="pk-figures">
        {t('answered', { model: response.model, milliseconds: count(Math.round(response.usage.milliseconds)) })}
      </Text>
    </Stack>
  )
}
