'use client'

import { Alert, Stack, Table, Text } from '@mantine/core'
import { type ErrorCode, errorTable, type ImportReport } from '@plackett/contracts'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { DataTable } from '../common/data-table.tsx'
import { LinkButton } from '../common/link-button.tsx'
import { useNumbers } from '../common/use-numbers.ts'

/** What became of an upload: all of it was imported, or none and why, line by line. */
export function ImportReportView({ report, projectId }: { report: ImportReport; projectId: string }) {
  const t = useTranslations('imports')
  if (report.errorCount === 0) {
    return (
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
        <Text size="sm">{t('refused', { count: report.errorCount, file: report.filename })}</Text>
      </Alert>
      <LineErrors report={report} />
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
