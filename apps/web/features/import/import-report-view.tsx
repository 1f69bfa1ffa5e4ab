'use client'

import { Alert, Button, List, Stack, Table, Text } from '@mantine/core'
import { type ErrorCode, errorTable, type ImportReport } from '@plackett/contracts'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { DataTable } from '../common/data-table.tsx'
import { LinkButton } from '../common/link-button.tsx'
import { useNumbers } from '../common/use-numbers.ts'

/** What became of an upload: all of it was imported, or none and why, line by line. */
export function ImportReportView({
  report,
  projectId,
  onSkip,
}: {
  report: ImportReport
  projectId: string
  /** Imports the good lines after all. */
  onSkip: () => void
}) {
  const t = useTranslations('imports')
  if (report.id !== null) {
    return (
      <Stack gap="sm">
        <Alert color="green" variant="light" icon={<IconCheck aria-hidden />} title={t('doneTitle')} role="status">
          <Stack gap="sm" align="flex-start">
            <Text size="sm">
              {t('done', { imported: report.imported, duplicates: report.duplicates, file: report.filename })}
            </Text>
            <LinkButton href={`/projects/${projectId}/data`} variant="default" size="xs">
              {t('seeTasks')}
            </LinkButton>
          </Stack>
        </Alert>
        <LostList report={report} />
        {report.errorCount > 0 && <LineErrors report={report} />}
      </Stack>
    )
  }
  return (
    <Stack gap="sm">
      <Alert
        color="red"
        variant="light"
        icon={<IconAlertTriangle aria-hidden />}
        title={t('refusedTitle')}
        role="alert"
      >
        <Stack gap="sm" align="flex-start">
          <Text size="sm">{t('refused', { count: report.errorCount, file: report.filename })}</Text>
          {report.errorCount < report.lines && (
            <Button variant="default" size="xs" onClick={onSkip}>
              {t('skip')}
            </Button>
          )}
        </Stack>
      </Alert>
      <LineErrors report={report} />
    </Stack>
  )
}

/** What the format or the product cannot hold, with the first lines. */
function LostList({ report }: { report: ImportReport }) {
  const t = useTranslations('imports')
  if (report.lost.length === 0) return null
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        {t('lost')}
      </Text>
      <List size="sm">
        {report.lost.map(({ reason, count, lines }) => (
          <List.Item key={reason}>{t('lostItem', { count, reason, lines: lines.slice(0, 8).join(', ') })}</List.Item>
        ))}
      </List>
    </Stack>
  )
}

function LineErrors({ report }: { report: ImportReport }) {
  const t = useTranslations('imports')
  const { count } = useNumbers()
  return (
    <>
      <DataTable label={t('errors')} minWidth={520} maxHeight={360}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="end">{t('line')}</Table.Th>
            <Table.Th>{t('where')}</Table.Th>
            <Table.Th>{t('problem')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.errors.map((error, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line may have several errors alike
            <Table.Tr key={index}>
              <Table.Td ta="end">{count(error.line)}</Table.Td>
              <Table.Td className="pk-mono">{error.path || '–'}</Table.Td>
              <Table.Td>{error.message || errorTable[error.code as ErrorCode]?.message}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </DataTable>
      {report.errorCount > report.errors.length && (
        <Text size="sm" c="dimmed">
          {t('moreErrors', { count: report.errorCount - report.errors.length })}
        </Text>
      )}
    </>
  )
}
