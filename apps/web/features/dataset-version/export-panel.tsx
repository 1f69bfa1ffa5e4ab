'use client'

import { Button, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { type DatasetVersion, exportCompressions, exportFormats } from '@plackett/contracts'
import { IconDownload, IconFileText } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { CopyText } from '../common/copy-text.tsx'
import { Panel } from '../common/panel.tsx'

/** A version as a file for a trainer, or raw; and its data card. */
export function ExportPanel({ version }: { version: DatasetVersion }) {
  const t = useTranslations('versions')
  const [format, setFormat] = useState<string>('trl')
  const [split, setSplit] = useState('all')
  const [compression, setCompression] = useState('none')
  const path = `/api/dataset-versions/${version.id}`
  return (
    <Panel title={t('export')}>
      <Stack gap="md">
        <Group align="flex-end" gap="sm">
          <Select
            label={t('format')}
            data={exportFormats.map((value) => ({ value, label: t(`formats.${value}`) }))}
            value={format}
            onChange={(value) => value && setFormat(value)}
            searchable
            w={{ base: '100%', xs: 340 }}
          />
          <Select
            label={t('compression')}
            data={exportCompressions.map((value) => ({ value, label: t(`compressions.${value}`) }))}
            value={compression}
            onChange={(value) => value && setCompression(value)}
            allowDeselect={false}
            w={120}
          />
          <SegmentedControl
            data={(['all', 'train', 'test'] as const).map((value) => ({ value, label: t(`split.${value}`) }))}
            value={split}
            onChange={setSplit}
            aria-label={t('splitLabel')}
          />
          <Button
            component="a"
            href={`${path}/export?format=${format}&split=${split}&compression=${compression}`}
            download
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('download')}
          </Button>
        </Group>
        {format === 'llama-factory' && (
          <CopyText text={datasetInfo(version, { split, compression })} label={t('note')} />
        )}
        <Group gap="sm">
          <Button
            component="a"
            href={`${path}/card`}
            download
            variant="default"
            size="xs"
            leftSection={<IconFileText size={14} aria-hidden />}
          >
            {t('downloadCard')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('cardNote')}
          </Text>
        </Group>
      </Stack>
    </Panel>
  )
}

/** The entry that LLaMA-Factory wants in its dataset_info.json. */
function datasetInfo(
  { number }: DatasetVersion,
  { split, compression }: { split: string; compression: string },
): string {
  const suffix = { none: '', gzip: '.gz', zstd: '.zst' }[compression] ?? ''
  const columns = { messages: 'conversations', chosen: 'chosen', rejected: 'rejected', system: 'system' }
  const file_name = `dataset-v${number}${split === 'all' ? '' : `-${split}`}.llama-factory.jsonl${suffix}`
  return JSON.stringify({ [`plackett_v${number}`]: { file_name, ranking: true, formatting: 'sharegpt', columns } })
}
