'use client'

import { Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import type { SetGoldInput, TaskDetail } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { Panel } from '../common/panel.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { tiersOfRanks } from '../history/tiers-of-ranks.ts'
import { MarkdownText } from '../message-text/markdown-text.tsx'
import { orderText, parseOrder } from './parse-order.ts'

/** Makes a task with a known answer a test of annotators, and says what is known of it. */
export function GoldPanel({ task }: { task: TaskDetail }) {
  const t = useTranslations('gold')
  const queryClient = useQueryClient()
  const [isEditing, setEditing] = useState(false)
  const change = useMutation({
    mutationFn: (gold: SetGoldInput['gold']) => api.gold.set.mutate({ taskId: task.id, gold }),
    onSuccess: async () => {
      setEditing(false)
      await Promise.all(['task', 'gold', 'quality'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })))
    },
  })
  return (
    <Panel title={t('title')} note={task.gold ? t(`source.${task.gold.source}`) : null}>
      <Stack gap="sm">
        {task.gold && !isEditing && <Known task={task} gold={task.gold} />}
        {!task.gold && !isEditing && <Text size="sm">{t('none')}</Text>}
        {isEditing && <GoldForm task={task} onSave={change.mutate} isSaving={change.isPending} />}
        {change.isError && <ProblemNote error={change.error} />}
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => setEditing(!isEditing)}>
            {isEditing ? t('leave') : task.gold ? t('edit') : t('make')}
          </Button>
          {task.gold && !isEditing && (
            <Button
              size="xs"
              variant="subtle"
              color="red"
              onClick={() => change.mutate(null)}
              loading={change.isPending}
            >
              {t('remove')}
            </Button>
          )}
        </Group>
      </Stack>
    </Panel>
  )
}

function Known({ task, gold }: { task: TaskDetail; gold: NonNullable<TaskDetail['gold']> }) {
  const t = useTranslations('gold')
  return (
    <>
      <Text size="sm">{t('right', { order: orderText(numbersOf(task, gold.tiers)) })}</Text>
      {gold.explanation && <MarkdownText text={gold.explanation} />}
    </>
  )
}

interface GoldFormProps {
  task: TaskDetail
  isSaving: boolean
  onSave: (gold: SetGoldInput['gold']) => void
}

function GoldForm({ task, isSaving, onSave }: GoldFormProps) {
  const t = useTranslations('gold')
  const { completions, rankings } = task
  const [text, setText] = useState(task.gold ? orderText(numbersOf(task, task.gold.tiers)) : '')
  const [source, setSource] = useState<'written' | 'adjudicated'>('written')
  const [explanation, setExplanation] = useState(task.gold?.explanation ?? '')
  const order = parseOrder(text, completions.length)
  const isValid = order !== null && order.length > 1
  const ranked = rankings.filter(({ ranks }) => Object.keys(ranks).length === completions.length)
  return (
    <Stack
      gap="sm"
      component="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isValid) return
        onSave({ tiers: order.map((tier) => tier.map((number) => completions[number - 1]!.id)), explanation, source })
      }}
    >
      {ranked.length > 0 && (
        <Select
          label={t('from')}
          placeholder={t('fromNobody')}
          data={ranked.map(({ id, annotator }) => ({ value: id, label: annotator }))}
          onChange={(id) => {
            const chosen = ranked.find((ranking) => ranking.id === id)
            if (!chosen) return
            setText(orderText(numbersOf(task, tiersOfRanks(chosen.ranks))))
            setSource('adjudicated')
          }}
          maw={320}
        />
      )}
      <TextInput
        label={t('order')}
        description={t('orderNote', { count: completions.length })}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setSource('written')
        }}
        error={text !== '' && !isValid ? t('orderInvalid', { count: completions.length }) : null}
        maw={320}
      />
      <Textarea
        label={t('explanation')}
        description={t('explanationNote')}
        value={explanation}
        onChange={(event) => setExplanation(event.currentTarget.value)}
        maxLength={10_000}
        autosize
        minRows={2}
      />
      <Group>
        <Button type="submit" size="xs" disabled={!isValid} loading={isSaving}>
          {t('save')}
        </Button>
      </Group>
    </Stack>
  )
}

/** Completions by their place on this page, from 1. */
function numbersOf({ completions }: TaskDetail, tiers: readonly (readonly string[])[]): number[][] {
  return tiers.map((tier) => tier.map((id) => completions.findIndex((each) => each.id === id) + 1))
}
