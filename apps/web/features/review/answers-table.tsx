'use client'

import { Button, Table, Text } from '@mantine/core'
import type { Review } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DataTable } from '../common/data-table.tsx'
import { Moment } from '../common/moment.tsx'
import { StatusBadge } from '../common/status-badge.tsx'
import { CompletionMark } from '../ranking/completion-mark.tsx'
import { ReturnDialog } from './return-dialog.tsx'

type Answer = Review['answers'][number]

/** One row a person, one column a completion: where they differ shows at a glance. */
export function AnswersTable({ review }: { review: Review }) {
  const t = useTranslations('review')
  const [returning, setReturning] = useState<Answer | null>(null)
  if (review.answers.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('noAnswers')}
      </Text>
    )
  }
  return (
    <>
      <DataTable label={t('answers')} minWidth={640}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('person')}</Table.Th>
            {review.completions.map(({ id }, index) => (
              <Table.Th key={id} ta="center">
                <CompletionMark completion={index} />
              </Table.Th>
            ))}
            <Table.Th>{t('note')}</Table.Th>
            <Table.Th ta="end">{t('when')}</Table.Th>
            <Table.Th>
              <span className="pk-visually-hidden">{t('giveBack')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {review.answers.map((answer) => (
            <AnswerRow key={answer.rankingId} {...{ review, answer }} onReturn={() => setReturning(answer)} />
          ))}
        </Table.Tbody>
      </DataTable>
      {returning && <ReturnDialog answer={returning} onClose={() => setReturning(null)} />}
    </>
  )
}

function AnswerRow({ review, answer, onReturn }: { review: Review; answer: Answer; onReturn: () => void }) {
  const t = useTranslations('review')
  const { returned, isAdjudication } = answer
  return (
    <Table.Tr>
      <Table.Td>
        {answer.annotator.name} {isAdjudication && <StatusBadge meaning="accent">{t('adjudication')}</StatusBadge>}
      </Table.Td>
      {review.completions.map(({ id }) => (
        <Table.Td key={id} ta="center" fw={answer.ranks[id] === 1 ? 600 : undefined}>
          {answer.ranks[id] ?? '–'}
        </Table.Td>
      ))}
      <Table.Td maw={320}>
        <Text size="sm" dir="auto" lineClamp={3}>
          {answer.notRankable === null ? (answer.comment ?? '') : t('notRankable', { reason: answer.notRankable })}
        </Text>
        {returned && (
          <Text size="xs" c="dimmed" dir="auto">
            {t(returned.isAnswered ? 'returnAnswered' : 'returnOpen', { reviewer: returned.reviewer })}{' '}
            {returned.comment}
          </Text>
        )}
        {answer.revision > 1 && (
          <Text size="xs" c="dimmed">
            {t('revision', { revision: answer.revision })}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="end" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        <Moment at={answer.createdAt} />
      </Table.Td>
      <Table.Td ta="end">
        {!isAdjudication && (
          <Button variant="default" size="xs" onClick={onReturn}>
            {t('giveBack')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
