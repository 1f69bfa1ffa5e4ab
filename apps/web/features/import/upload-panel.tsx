'use client'

import { Button, FileButton, Group, Progress, Stack, Text } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type DragEvent, useRef, useState } from 'react'
import { CopyText } from '../common/copy-text.tsx'
import { newKey } from '../common/new-key.ts'
import { Panel } from '../common/panel.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { ImportReportView } from './import-report-view.tsx'
import classes from './upload-panel.module.css'
import { uploadPrompts } from './upload-prompts.ts'

const example =
  '{"id":"t-1","prompt":"Why is the sky blue?","completions":[{"text":"Because …","model":"a"},{"text":"It is …","model":"b"}]}'

/** A file of prompts by drop or chooser; then what became of it, line by line where it was refused. */
export function UploadPanel({ projectId }: { projectId: string }) {
  const t = useTranslations('imports')
  const queryClient = useQueryClient()
  const [share, setShare] = useState(0)
  const upload = useMutation({
    mutationFn: (input: { file: File; idempotencyKey: string; skipBadLines?: boolean }) =>
      uploadPrompts({ projectId, ...input, onProgress: setShare }),
    onSuccess: () => {
      for (const noun of ['import', 'task', 'project']) queryClient.invalidateQueries({ queryKey: [noun] })
    },
  })
  const send = (file: File | null) => {
    setShare(0)
    if (file) upload.mutate({ file, idempotencyKey: newKey() })
  }
  return (
    <Panel title={t('upload')}>
      <Stack gap="md">
        <DropArea isBusy={upload.isPending} onFile={send} />
        {upload.isPending && (
          <Stack gap={4}>
            <Progress value={share * 100} animated={share === 1} aria-label={t('uploading')} />
            <Text size="sm" c="dimmed" role="status">
              {t(share < 1 ? 'uploading' : 'checking', { file: upload.variables.file.name })}
            </Text>
          </Stack>
        )}
        {/* The same key again: had the first attempt arrived after all, its report comes back. */}
        {upload.isError && <ProblemNote error={upload.error} onRetry={() => upload.mutate(upload.variables)} />}
        {upload.data && (
          <ImportReportView
            report={upload.data}
            projectId={projectId}
            onSkip={() => upload.mutate({ ...upload.variables!, idempotencyKey: newKey(), skipBadLines: true })}
          />
        )}
        <Text size="sm" c="dimmed">
          {t('format')}
        </Text>
        <CopyText text={example} label={t('example')} />
      </Stack>
    </Panel>
  )
}

function DropArea({ isBusy, onFile }: { isBusy: boolean; onFile: (file: File | null) => void }) {
  const t = useTranslations('imports')
  const [isOver, setOver] = useState(false)
  const reset = useRef<() => void>(null)
  const over = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (!isBusy) onFile(event.dataTransfer.files[0] ?? null)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop has no keyboard; the button beside it does the same
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileUpload size={28} stroke={1.5} aria-hidden />
      <Group gap="xs" justify="center">
        <Text size="sm">{t('dropHere')}</Text>
        <FileButton
          resetRef={reset}
          accept=".jsonl,.json,.gz,.zst,.csv,.tsv,.parquet,application/jsonl,application/x-ndjson"
          onChange={(file) => {
            onFile(file)
            // The same file, mended, may be chosen again.
            reset.current?.()
          }}
        >
          {(props) => (
            <Button {...props} variant="default" disabled={isBusy}>
              {t('choose')}
            </Button>
          )}
        </FileButton>
      </Group>
    </div>
  )
}
