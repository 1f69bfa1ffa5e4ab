'use client'

import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { GuidelinesSummary, Project } from '@plackett/contracts'
import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { QueryView } from '../common/query-view.tsx'
import { GuidelinesDifference } from './guidelines-difference.tsx'

/** Which version counts, and behind the button what the earlier ones said. */
export function GuidelinesVersions({ project }: { project: Project }) {
  const t = useTranslations('guidelines')
  const [isOpen, dialog] = useDisclosure()
  return (
    <>
      <Button variant="default" size="xs" onClick={dialog.open}>
        {t('version', { version: project.guidelinesVersion })}
      </Button>
      <Modal opened={isOpen} onClose={dialog.close} title={t('versions')} size="xl">
        {isOpen && <Versions project={project} />}
      </Modal>
    </>
  )
}

function Versions({ project }: { project: Project }) {
  const { id: projectId, guidelinesVersion } = project
  const versions = useQuery(queryOf('project.guidelinesVersions', api.project.guidelinesVersions, { projectId }))
  const [chosen, setChosen] = useState(Math.max(1, guidelinesVersion - 1))
  return (
    <QueryView query={versions}>
      {(list) => (
        <Stack gap="md">
          <VersionSelect list={list} chosen={chosen} onChoose={setChosen} />
          <GuidelinesDifference key={chosen} projectId={projectId} version={chosen} text={project.guidelines} />
        </Stack>
      )}
    </QueryView>
  )
}

interface VersionSelectProps {
  list: GuidelinesSummary[]
  chosen: number
  onChoose: (version: number) => void
}

function VersionSelect({ list, chosen, onChoose }: VersionSelectProps) {
  const t = useTranslations('guidelines')
  const format = useFormatter()
  const summary = list.find(({ version }) => version === chosen)
  return (
    <Group gap="md" align="flex-end">
      <Select
        label={t('compareWith')}
        w={280}
        data={list.map(({ version, createdAt }) => ({
          value: String(version),
          label: t('versionOf', { version, date: format.dateTime(createdAt, { dateStyle: 'medium' }) }),
        }))}
        value={String(chosen)}
        onChange={(value) => value && onChoose(Number(value))}
      />
      {summary && (
        <Text size="sm" c="dimmed" pb={8}>
          {t('rankings', { count: summary.rankings })}
        </Text>
      )}
    </Group>
  )
}
