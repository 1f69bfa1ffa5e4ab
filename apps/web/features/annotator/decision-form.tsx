'use client'

import { Button, Group, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { type AnnotatorReport, type DecideInput, decideInput } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { ProblemNote } from '../common/problem-note.tsx'
import { useProject } from '../shell/project-context.ts'

type Kind = DecideInput['kind']

/** What can be decided now: not a pause of who is paused, nor an inclusion of who is not excluded. */
function kindsFor({ state, isExcluded, isMember }: AnnotatorReport): Kind[] {
  const working: Kind[] = state === 'active' ? ['message', 'pause', 'retrain'] : ['message', 'resume']
  return [...(isMember ? working : []), isExcluded ? 'include' : 'exclude', 'weigh']
}

export function DecisionForm({ annotator }: { annotator: AnnotatorReport }) {
  const t = useTranslations('annotators')
  const { id: projectId } = useProject()
  const queryClient = useQueryClient()
  const kinds = kindsFor(annotator)
  const [wanted, setKind] = useState<Kind>(kinds[0]!)
  const kind = kinds.includes(wanted) ? wanted : kinds[0]!
  const [text, setText] = useState('')
  const [weight, setWeight] = useState(annotator.weight)
  const [days, setDays] = useState({ from: '', until: '' })
  const decide = useMutation({
    mutationFn: (input: DecideInput) => api.annotator.decide.mutate(input),
    onSuccess: async () => {
      setText('')
      await queryClient.invalidateQueries({ queryKey: ['annotator'] })
    },
  })
  const input = decideInput.safeParse({
    kind,
    projectId,
    annotatorId: annotator.annotatorId,
    text,
    ...(kind === 'weigh' && { weight }),
    ...(kind === 'exclude' && days.from !== '' && { fromAt: new Date(`${days.from}T00:00:00Z`) }),
    ...(kind === 'exclude' && days.until !== '' && { untilAt: new Date(`${days.until}T23:59:59.999Z`) }),
  })
  return (
    <Stack
      gap="sm"
      component="form"
      onSubmit={(event) => {
        event.preventDefault()
        if (input.success) decide.mutate(input.data)
      }}
    >
      <Select
        label={t('decide')}
        data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={kind}
        onChange={(value) => value && setKind(value as Kind)}
        allowDeselect={false}
      />
      <Text size="sm" c="dimmed">
        {t(`explain.${kind}`)}
      </Text>
      {kind === 'weigh' && (
        <NumberInput
          label={t('weight')}
          value={weight}
          onChange={(value) => setWeight(typeof value === 'number' ? value : Number.NaN)}
          min={0}
          max={1}
          step={0.05}
          decimalScale={2}
        />
      )}
      {kind === 'exclude' && (
        <Group grow>
          <TextInput
            type="date"
            label={t('from')}
            value={days.from}
            onChange={(event) => setDays({ ...days, from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('untilDay')}
            value={days.until}
            onChange={(event) => setDays({ ...days, until: event.currentTarget.value })}
          />
        </Group>
      )}
      <Textarea
        label={t(['exclude', 'include', 'weigh'].includes(kind) ? 'reason' : 'words')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={2_000}
        autosize
        minRows={2}
      />
      {decide.isError && <ProblemNote error={decide.error} />}
      <Group justify="flex-end">
        <Button type="submit" disabled={!input.success} loading={decide.isPending}>
          {t(`kind.${kind}`)}
        </Button>
      </Group>
    </Stack>
  )
}
