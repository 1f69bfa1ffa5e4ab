'use client'

import { Badge, Group, Table, Text } from '@mantine/core'
import type { CompletionLabels, LabelSettings, TaskDetail } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { DataTable } from '../common/data-table.tsx'
import { StatusBadge } from '../common/status-badge.tsx'
import { CompletionMark } from '../ranking/completion-mark.tsx'
import { useProject } from '../shell/project-context.ts'

/** What annotators said of each completion beside the order; a row for each that something was said of. */
export function SaidTable({ task }: { task: TaskDetail }) {
  const t = useTranslations('labels')
  const { labelSettings } = useProject()
  const placeOf = new Map(task.completions.map(({ id }, place) => [id, place]))
  const textOf = new Map(task.completions.map(({ id, text }) => [id, text]))
  return (
    <DataTable label={t('said.labels')} minWidth={640}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('said.annotator')}</Table.Th>
          <Table.Th>{t('said.completionHead')}</Table.Th>
          <Table.Th>{t('said.labels')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {task.rankings.flatMap((ranking) =>
          ranking.labels.map((labels) => (
            <Table.Tr key={`${ranking.id} ${labels.completionId}`}>
              <Table.Td>{ranking.annotator}</Table.Td>
              <Table.Td>
                <CompletionMark completion={placeOf.get(labels.completionId) ?? 0} />
              </Table.Td>
              <Table.Td>
                <SaidOfOne labels={labels} settings={labelSettings} text={textOf.get(labels.completionId) ?? ''} />
              </Table.Td>
            </Table.Tr>
          )),
        )}
      </Table.Tbody>
    </DataTable>
  )
}

interface SaidOfOneProps {
  labels: CompletionLabels
  settings: LabelSettings
  text: string
}

/** Labels that the settings no longer have are told by their keys. */
function SaidOfOne({ labels, settings, text }: SaidOfOneProps) {
  const t = useTranslations('labels')
  const named = (list: { key: string; label: string }[], key: string) =>
    list.find((one) => one.key === key)?.label ?? key
  return (
    <>
      <Group gap={6}>
        {Object.entries(labels.ratings).map(([axis, points]) => (
          <Badge key={axis} variant="default" tt="none" fw={500}>
            {named(settings.ratings, axis)} {points}
          </Badge>
        ))}
        {labels.flags.map((flag) => (
          <StatusBadge key={flag} meaning="danger">
            {named(settings.flags, flag)}
          </StatusBadge>
        ))}
      </Group>
      {labels.spans.map(({ start, end, label }) => (
        <Text key={`${start} ${end} ${label}`} size="sm" dir="auto">
          <b>{named(settings.spans, label)}</b> {text.slice(start, end)}
        </Text>
      ))}
      {labels.critique && (
        <Text size="sm" dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
          {labels.critique}
        </Text>
      )}
      {labels.editedText !== undefined && (
        <details>
          <summary>{t('said.correction')}</summary>
          <Text size="sm" dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
            {labels.editedText}
          </Text>
        </details>
      )}
    </>
  )
}
