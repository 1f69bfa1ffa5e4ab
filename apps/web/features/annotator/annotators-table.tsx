'use client'

import { Button, Group, Stack, Table, Text } from '@mantine/core'
import type { AnnotatorReport, Tendency } from '@plackett/contracts'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { SaveButtons } from '../charts/save-buttons.tsx'
import { DataTable } from '../common/data-table.tsx'
import { Moment } from '../common/moment.tsx'
import { Panel } from '../common/panel.tsx'
import { StatusBadge } from '../common/status-badge.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { tasksLink } from '../quality/tasks-link.ts'
import { useProject } from '../shell/project-context.ts'
import { AnnotatorDialog } from './annotator-dialog.tsx'

export function AnnotatorsTable({ annotators }: { annotators: AnnotatorReport[] }) {
  const t = useTranslations('annotators')
  const [openId, setOpenId] = useState<string | null>(null)
  const open = annotators.find(({ annotatorId }) => annotatorId === openId)
  return (
    <Panel title={t('title')} note={<SaveButtons data={dataOf(annotators)} />}>
      <DataTable label={t('title')} minWidth={1040}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('name')}</Table.Th>
            <Table.Th ta="end">{t('rankings')}</Table.Th>
            <Table.Th ta="end">{t('time')}</Table.Th>
            <Table.Th ta="end">{t('agreement')}</Table.Th>
            <Table.Th ta="end">{t('earlier')}</Table.Th>
            <Table.Th ta="end">{t('longer')}</Table.Th>
            <Table.Th ta="end">{t('ties')}</Table.Th>
            <Table.Th ta="end">{t('gold')}</Table.Th>
            <Table.Th>{t('hints')}</Table.Th>
            <Table.Th>
              <span className="pk-visually-hidden">{t('open')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {annotators.map((annotator) => (
            <AnnotatorRow key={annotator.annotatorId} annotator={annotator} onOpen={setOpenId} />
          ))}
        </Table.Tbody>
      </DataTable>
      {open && <AnnotatorDialog annotator={open} onClose={() => setOpenId(null)} />}
    </Panel>
  )
}

function AnnotatorRow({ annotator, onOpen }: { annotator: AnnotatorReport; onOpen: (annotatorId: string) => void }) {
  const t = useTranslations('annotators')
  const { count, percent } = useNumbers()
  const { id } = useProject()
  const { annotatorId, name, state, isExcluded, weight, gold, agreement } = annotator
  return (
    <Table.Tr>
      <Table.Td>
        <Stack gap={4}>
          <Link href={tasksLink(id, { annotatorIds: [annotatorId] })} className="pk-link">
            {name}
          </Link>
          <Group gap={4}>
            {state !== 'active' && <StatusBadge meaning="warn">{t(`state.${state}`)}</StatusBadge>}
            {isExcluded && <StatusBadge meaning="danger">{t('excluded')}</StatusBadge>}
            {weight !== 1 && <StatusBadge meaning="neutral">{t('weighs', { weight })}</StatusBadge>}
            {!annotator.isMember && <StatusBadge meaning="neutral">{t('formerMember')}</StatusBadge>}
          </Group>
        </Stack>
      </Table.Td>
      <Table.Td ta="end">
        {count(annotator.rankings)}
        <Text size="xs" c="dimmed">
          <Moment at={new Date(annotator.lastRankingAt)} />
        </Text>
      </Table.Td>
      <Table.Td ta="end">
        {annotator.medianSeconds === null ? '–' : t('seconds', { seconds: count(Math.round(annotator.medianSeconds)) })}
        <Text size="xs" c="dimmed">
          {annotator.charactersPerSecond !== null &&
            t('charactersPerSecond', { count: count(Math.round(annotator.charactersPerSecond)) })}
        </Text>
      </Table.Td>
      <Table.Td ta="end">
        {agreement ? percent(agreement.value, 0) : '–'}
        <Text size="xs" c="dimmed">
          {agreement && `${percent(agreement.low, 0)} – ${percent(agreement.high, 0)}`}
        </Text>
      </Table.Td>
      <TendencyCell tendency={annotator.earlier} />
      <TendencyCell tendency={annotator.longer} />
      <Table.Td ta="end">{percent(annotator.tieShare, 0)}</Table.Td>
      <Table.Td ta="end">
        {gold ? percent(gold.accuracy.value, 0) : '–'}
        <Text size="xs" c="dimmed">
          {gold && t('goldTasks', { count: gold.tasks })}
        </Text>
      </Table.Td>
      <Table.Td>
        <Group gap={4} maw={260}>
          {annotator.hints.map((hint) => (
            <StatusBadge key={hint} meaning="warn">
              {t(`hint.${hint}`)}
            </StatusBadge>
          ))}
        </Group>
      </Table.Td>
      <Table.Td ta="end">
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => onOpen(annotatorId)}
          aria-label={t('openFor', { name })}
        >
          {t('open')}
        </Button>
      </Table.Td>
    </Table.Tr>
  )
}

function TendencyCell({ tendency }: { tendency: Tendency | null }) {
  const { percent } = useNumbers()
  if (tendency === null) return <Table.Td ta="end">–</Table.Td>
  const { value, low, high } = tendency.preferred
  return (
    <Table.Td ta="end">
      {percent(value, 0)}
      <Text size="xs" c="dimmed">{`${percent(low, 0)} – ${percent(high, 0)}`}</Text>
    </Table.Td>
  )
}

function dataOf(annotators: AnnotatorReport[]) {
  return {
    filename: 'annotators',
    columns: ['annotator', 'state', 'excluded', 'weight', 'rankings', 'median seconds', 'characters per second']
      .concat([
        'reliability',
        'agreement',
        'earlier preferred',
        'longer preferred',
        'tie share',
        'as shown',
        'too fast',
      ])
      .concat(['gold tasks', 'gold accuracy', 'hints']),
    rows: annotators.map((row) => [
      row.name,
      row.state,
      row.isExcluded ? 'yes' : 'no',
      row.weight,
      row.rankings,
      row.medianSeconds,
      row.charactersPerSecond,
      row.reliability?.value ?? null,
      row.agreement?.value ?? null,
      row.earlier?.preferred.value ?? null,
      row.longer?.preferred.value ?? null,
      row.tieShare,
      row.asShown,
      row.tooFast,
      row.gold?.tasks ?? null,
      row.gold?.accuracy.value ?? null,
      row.hints.join(' '),
    ]),
  }
}
