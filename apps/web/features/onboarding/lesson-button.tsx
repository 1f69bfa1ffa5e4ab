'use client'

import { Button, Group, Modal, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { LessonStage, TaskDetail } from '@plackett/contracts'
import { IconSchool } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { ProblemNote } from '../common/problem-note.tsx'
import { OrderLine } from './order-line.tsx'
import { parseOrder } from './parse-order.ts'

/** Makes the task a lesson: its right order, why it is right, and whether newcomers learn or are tested by it. */
export function LessonButton({ task }: { task: TaskDetail }) {
  const t = useTranslations('onboarding')
  const [isOpen, dialog] = useDisclosure()
  return (
    <>
      <Button variant="default" size="sm" leftSection={<IconSchool size={16} aria-hidden />} onClick={dialog.open}>
        {t('makeLesson')}
      </Button>
      <Modal opened={isOpen} onClose={dialog.close} title={t('makeLesson')} size="lg">
        {isOpen && <LessonForm task={task} onCancel={dialog.close} />}
      </Modal>
    </>
  )
}

function LessonForm({ task, onCancel }: { task: TaskDetail; onCancel: () => void }) {
  const t = useTranslations('onboarding')
  const common = useTranslations('common')
  const router = useRouter()
  const queryClient = useQueryClient()
  const [stage, setStage] = useState<LessonStage>('tutorial')
  const [typed, setTyped] = useState('')
  const [explanation, setExplanation] = useState('')
  const ids = task.completions.map(({ id }) => id)
  const tiers = parseOrder(typed, ids)
  const create = useMutation({
    mutationFn: () => api.onboarding.createLesson.mutate({ taskId: task.id, stage, tiers: tiers!, explanation }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['onboarding'] })
      await queryClient.invalidateQueries({ queryKey: ['task'] })
      router.push(`/projects/${task.projectId}/settings/onboarding`)
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (tiers) create.mutate()
      }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('makeLessonNote')}
        </Text>
        <SegmentedControl
          aria-label={t('stage')}
          value={stage}
          onChange={(value) => setStage(value as LessonStage)}
          data={(['tutorial', 'quiz'] as const).map((value) => ({ value, label: t(`stages.${value}`) }))}
        />
        <TextInput
          data-autofocus
          label={t('rightOrder')}
          description={t('orderNote', { count: ids.length })}
          placeholder="2 1=3"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          rightSectionWidth="auto"
          rightSection={
            tiers && (
              <span style={{ paddingInline: 8 }}>
                <OrderLine tiers={tiers} ids={ids} />
              </span>
            )
          }
        />
        <Textarea
          label={t('explanation')}
          description={t('explanationNote')}
          maxLength={10_000}
          dir="auto"
          value={explanation}
          onChange={(event) => setExplanation(event.currentTarget.value)}
        />
        {create.isError && <ProblemNote error={create.error} />}
        <Group gap="xs" justify="flex-end">
          <Button variant="subtle" color="gray" onClick={onCancel}>
            {common('cancel')}
          </Button>
          <Button type="submit" disabled={!tiers} loading={create.isPending}>
            {t('addLesson')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
