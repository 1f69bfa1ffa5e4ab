'use client'

import { Button, Stack, Table, Text } from '@mantine/core'
import type { ScoreResponse } from '@plackett/contracts'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { DataTable } from '../common/data-table.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { ExplainedText } from './explained-text.tsx'
import { PreferenceMatrix } from './preference-matrix.tsx'

interface ScoresProps {
  rewardModelId: string
  asked: { prompt: string; completions: string[] }
  response: ScoreResponse
}

/** Completions by their rewards, the best first, with what people would prefer and why. */
export function Scores({ rewardModelId, asked, response }: ScoresProps) {
  const t = useTranslations('playground')
  const { decimal, count } = useNumbers()
  const explain = useMutation({
    mutationFn: (completion: string) =>
      api.rewardModel.explain.mutate({ rewardModelId, prompt: asked.prompt, completion }),
  })
  const rows = response.results
    .map((result, index) => ({ result, index, text: asked.completions[index] ?? '' }))
    .toSorted((a, b) => (b.result.reward ?? Number.NEGATIVE_INFINITY) - (a.result.reward ?? Number.NEGATIVE_INFINITY))
  const scored = rows.flatMap(({ result, index }) =>
    result.reward === null ? [] : [{ number: index + 1, reward: result.reward }],
  )
  return (
    <Stack gap="md" role="status">
      <DataTable label={t('score')} minWidth={420}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="end">{t('rank')}</Table.Th>
            <Table.Th ta="end">{t('reward')}</Table.Th>
            <Table.Th>{t('text')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ result, index, text }, rank) => (
            <Table.Tr key={index}>
              <Table.Td ta="end">{rank + 1}</Table.Td>
              <Table.Td ta="end" fw={600}>
                {result.reward === null ? '–' : decimal(result.reward)}
              </Table.Td>
              <Table.Td>
                <Text size="sm" lineClamp={2} dir="auto">
                  {result.reward === null ? result.error.message : `${index + 1}. ${text}`}
                </Text>
              </Table.Td>
              <Table.Td ta="end">
                {result.reward !== null && (
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    aria-label={t('explainLabel', { number: index + 1 })}
                    loading={explain.isPending && explain.variables === text}
                    onClick={() => explain.mutate(text)}
                  >
                    {t('explain')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </DataTable>
      {explain.isError && <ProblemNote error={explain.error} />}
      {explain.data && <ExplainedText explanation={explain.data} />}
      {scored.length > 1 && <PreferenceMatrix scored={scored} />}
      <Text size="xs" c="dimmed" className="pk-figures">
        {t('answered', { model: response.model, milliseconds: count(Math.round(response.usage.milliseconds)) })}
      </Text>
    </Stack>
  )
}
