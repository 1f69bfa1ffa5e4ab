'use client'

import { Anchor, Group, Select, Stack, Text } from '@mantine/core'
import type { RewardModel } from '@plackett/contracts'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { PageHeader } from '../common/page-header.tsx'
import { QueryView } from '../common/query-view.tsx'
import { useProject } from '../shell/project-context.ts'
import { ComparisonView } from './comparison-view.tsx'

interface ComparePageProps {
  first?: string
  second?: string
}

/** Two versions of the project side by side. */
export function ComparePage(chosen: ComparePageProps) {
  const t = useTranslations('evaluation')
  const { id: projectId } = useProject()
  const models = useQuery(queryOf('rewardModel.list', api.rewardModel.list, { projectId }))
  return (
    <>
      <PageHeader
        parent={
          <Anchor component={Link} href={`/projects/${projectId}/models`}>
            {t('back')}
          </Anchor>
        }
        title={t('compare')}
        description={t('compareNote')}
      />
      <QueryView query={models}>{(list) => <Choice models={list} chosen={chosen} />}</QueryView>
    </>
  )
}

/** The newest two at first, unless the address says which. */
function Choice({ models, chosen }: { models: RewardModel[]; chosen: ComparePageProps }) {
  const t = useTranslations('evaluation')
  const known = (id: string | undefined) => models.find((model) => model.id === id)?.id
  const [firstId, setFirst] = useState(known(chosen.first) ?? models[0]?.id ?? null)
  const [secondId, setSecond] = useState(known(chosen.second) ?? models.find(({ id }) => id !== firstId)?.id ?? null)
  if (models.length < 2)
    return (
      <Text size="sm" c="dimmed">
        {t('compareFew')}
      </Text>
    )
  const data = models.map(({ id, reference }) => ({ value: id, label: reference }))
  return (
    <Stack gap="md">
      <Group gap="md" align="flex-end">
        <Select label={t('first')} data={data} value={firstId} onChange={setFirst} allowDeselect={false} searchable />
        <Select
          label={t('second')}
          data={data}
          value={secondId}
          onChange={setSecond}
          allowDeselect={false}
          searchable
        />
      </Group>
      {firstId && secondId && <Compared firstId={firstId} secondId={secondId} />}
    </Stack>
  )
}

function Compared(input: { firstId: string; secondId: string }) {
  const comparison = useQuery(queryOf('rewardModel.compare', api.rewardModel.compare, input))
  return <QueryView query={comparison}>{(data) => <ComparisonView comparison={data} />}</QueryView>
}
