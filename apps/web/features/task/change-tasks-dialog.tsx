'use client'

import { Button, Group, Modal, NumberInput, Select, Stack, TagsInput, Text } from '@mantine/core'
import { type ChangeTasksInput, changeTasksInput } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { ProblemNote } from '../common/problem-note.tsx'

interface ChangeTasksDialogProps {
  projectId: string
  /** All tasks that it finds are changed, also those further down than the list shows. */
  filter: Extract<ChangeTasksInput['choice'], { filter: unknown }>['filter']
  onClose: () => void
}

const keep = 'keep'

/** Pauses, resumes, withdraws, prioritises or restricts the tasks of a filter, or asks more people. */
export function ChangeTasksDialog({ projectId, filter, onClose }: ChangeTasksDialogProps) {
  const t = useTranslations('tasks.change')
  const common = useTranslations('common')
  const queryClient = useQueryClient()
  const [status, setStatus] = useState<string>(keep)
  const [priority, setPriority] = useState<number | string>('')
  const [overlap, setOverlap] = useState<number | string>('')
  const [requires, setRequires] = useState<string[] | null>(null)
  const change = {
    ...(status !== keep && { status }),
    ...(priority !== '' && { priority: Number(priority) }),
    ...(overlap !== '' && { overlap: Number(overlap) }),
    ...(requires !== null && { requires }),
  }
  const parsed = changeTasksInput.safeParse({ projectId, choice: { filter }, change })
  const save = useMutation({
    mutationFn: (input: ChangeTasksInput) => api.task.change.mutate(input),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['task'] }),
  })
  if (save.data) {
    return (
      <Modal opened onClose={onClose} title={t('title')} size="md">
        <Text size="sm" mb="md" role="status">
          {t('done', { count: save.data.tasks })}
        </Text>
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {common('close')}
          </Button>
        </Group>
      </Modal>
    )
  }
  return (
    <Modal opened onClose={onClose} title={t('title')} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (parsed.data) save.mutate(parsed.data)
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('note')}</Text>
          <Select
            label={t('status')}
            value={status}
            onChange={(value) => setStatus(value ?? keep)}
            data={[keep, 'paused', 'open', 'withdrawn'].map((value) => ({
              value,
              label: t(`statuses.${value as 'keep' | 'paused' | 'open' | 'withdrawn'}`),
            }))}
            allowDeselect={false}
          />
          <NumberInput
            label={t('priority')}
            description={t('priorityNote')}
            value={priority}
            onChange={setPriority}
            min={-1_000}
            max={1_000}
            allowDecimal={false}
          />
          <NumberInput
            label={t('overlap')}
            description={t('overlapNote')}
            value={overlap}
            onChange={setOverlap}
            min={1}
            max={50}
            allowDecimal={false}
          />
          <TagsInput
            label={t('requires')}
            description={t('requiresNote')}
            value={requires ?? []}
            onChange={setRequires}
            maxTags={10}
            error={!parsed.success && requires?.some((skill) => /\s/.test(skill)) ? t('skillInvalid') : undefined}
          />
          {save.isError && <ProblemNote error={save.error} />}
          <Group gap="xs" justify="flex-end">
            <Button variant="subtle" color="gray" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button
              type="submit"
              loading={save.isPending}
              disabled={!parsed.success || Object.keys(change).length === 0}
            >
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
