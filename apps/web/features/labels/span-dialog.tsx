'use client'

import { ActionIcon, Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { LabelName, Span } from '@plackett/contracts'
import { IconX } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { segmentsOf } from './segments-of.ts'
import classes from './span-dialog.module.css'

interface SpanDialogProps {
  isOpen: boolean
  onClose: () => void
  title: string
  text: string
  labels: LabelName[]
  spans: readonly Span[]
  onMark: (span: Span) => void
  onUnmark: (index: number) => void
}

/** The text as it was written, where a part can be selected by mouse, by touch or by Shift with the arrows, and marked. */
export function SpanDialog({ isOpen, onClose, title, ...props }: SpanDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} size="xl">
      {isOpen && <SpanEditor {...props} />}
    </Modal>
  )
}

function SpanEditor({ text, labels, spans, onMark, onUnmark }: Omit<SpanDialogProps, 'isOpen' | 'onClose' | 'title'>) {
  const t = useTranslations('labels')
  const [selection, setSelection] = useState({ start: 0, end: 0 })
  const isEmpty = selection.start === selection.end
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('marksNote')}
      </Text>
      <div className={classes.text}>
        <div className={classes.marked} aria-hidden dir="auto">
          {segmentsOf(text, spans).map(({ start, part, isMarked }) =>
            isMarked ? <mark key={start}>{part}</mark> : <span key={start}>{part}</span>,
          )}
        </div>
        {/* Not `readOnly`: Chromium lets nobody select by keyboard there. What is typed is refused instead. */}
        <textarea
          aria-readonly
          data-autofocus
          inputMode="none"
          onChange={() => {}}
          onBeforeInput={(event) => event.preventDefault()}
          onPaste={(event) => event.preventDefault()}
          onCut={(event) => event.preventDefault()}
          spellCheck={false}
          dir="auto"
          className={classes.selectable}
          aria-label={t('selectableText')}
          value={text}
          onSelect={({ currentTarget: { selectionStart, selectionEnd } }) =>
            setSelection({ start: selectionStart, end: selectionEnd })
          }
        />
      </div>
      <Group gap="xs" role="group" aria-label={t('markAs')}>
        <Text size="sm">{t('markAs')}</Text>
        {labels.map(({ key, label }) => (
          <Button
            key={key}
            size="compact-sm"
            variant="default"
            disabled={isEmpty}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onMark({ ...selection, label: key })}
          >
            {label}
          </Button>
        ))}
      </Group>
      <MarkList {...{ text, labels, spans, onUnmark }} />
    </Stack>
  )
}

function MarkList({ text, labels, spans, onUnmark }: Pick<SpanDialogProps, 'text' | 'labels' | 'spans' | 'onUnmark'>) {
  const t = useTranslations('labels')
  const labelOf = new Map(labels.map(({ key, label }) => [key, label]))
  if (spans.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('noMarks')}
      </Text>
    )
  }
  return (
    <ul className={classes.list}>
      {spans.map(({ start, end, label }, index) => (
        <li key={`${start}-${end}-${label}`} className={classes.mark}>
          <Text size="sm" fw={500}>
            {labelOf.get(label) ?? label}
          </Text>
          <Text size="sm" truncate dir="auto" className={classes.quote}>
            {text.slice(start, end)}
          </Text>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('removeMark', { number: index + 1 })}
            onClick={() => onUnmark(index)}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </li>
      ))}
    </ul>
  )
}
