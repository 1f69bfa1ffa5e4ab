'use client'

import { Button, Group } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import { saveFile } from './save-file.ts'
import { svgText } from './svg-text.ts'
import { type ChartData, toCsv } from './to-csv.ts'

interface SaveButtonsProps {
  data: ChartData
  /** Around the drawing, where there is one. */
  drawing?: RefObject<HTMLDivElement | null>
}

/** Takes what is shown along: the drawing as SVG, the numbers as CSV. */
export function SaveButtons({ data, drawing }: SaveButtonsProps) {
  const t = useTranslations('charts')
  const saveSvg = () => {
    const svg = drawing?.current?.querySelector('svg')
    if (svg) saveFile(`${data.filename}.svg`, svgText(svg), 'image/svg+xml')
  }
  // Excel takes UTF-8 for granted only behind a byte order mark.
  const saveCsv = () => saveFile(`${data.filename}.csv`, `\uFEFF${toCsv(data)}`, 'text/csv;charset=utf-8')
  return (
    <Group gap={4} wrap="nowrap">
      {drawing && <SaveButton label={t('saveSvg')} name="SVG" onClick={saveSvg} />}
      <SaveButton label={t('saveCsv')} name="CSV" onClick={saveCsv} />
    </Group>
  )
}

function SaveButton({ label, name, onClick }: { label: string; name: string; onClick: () => void }) {
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-xs"
      onClick={onClick}
      aria-label={label}
      leftSection={<IconDownload size={12} aria-hidden />}
    >
      {name}
    </Button>
  )
}
