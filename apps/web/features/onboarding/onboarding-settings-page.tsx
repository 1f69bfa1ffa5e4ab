'use client'

import { ActionIcon, Button, Checkbox, Group, NumberInput, Stack, Table, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Lesson, OnboardingOverview, OnboardingSettings } from '@plackett/contracts'
import { IconSchool, IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { DataTable } from '../common/data-table.tsx'
import { EmptyState } from '../common/empty-state.tsx'
import { LinkButton } from '../common/link-button.tsx'
import { Moment } from '../common/moment.tsx'
import { Panel } from '../common/panel.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { QueryView } from '../common/query-view.tsx'
import { StatusBadge } from '../common/status-badge.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { SettingsTabs } from '../settings/settings-tabs.tsx'
import { useProject } from '../shell/project-context.ts'
import { OrderLine } from './order-line.tsx'

/** The lessons of a project, what passes its quiz, and who did. */
export function OnboardingSettingsPage() {
  const { id: projectId } = useProject()
  const overview = useQuery(queryOf('onboarding.get', api.onboarding.get, { projectId }))
  return (
    <>
      <SettingsTabs />
      <QueryView query={overview}>
        {(data) => (
          <Stack gap="md">
            <QuizForm settings={data.settings} />
            <Lessons lessons={data.lessons} />
            <Results results={data.results} />
          </Stack>
        )}
      </QueryView>
    </>
  )
}

function QuizForm({ settings }: { settings: OnboardingSettings }) {
  const t = useTranslations('onboarding')
  const words = useTranslations('settings')
  const { id: projectId } = useProject()
  const queryClient = useQueryClient()
  const { isQuizRequired, attempts, passShare } = settings
  const form = useForm({ initialValues: { isQuizRequired, attempts, percent: Math.round(passShare * 100) } })
  const save = useMutation({
    mutationFn: ({ percent, ...values }: typeof form.values) =>
      api.onboarding.save.mutate({ projectId, settings: { ...values, passShare: percent / 100 } }),
    onSuccess: (_, values) => {
      form.resetDirty(values)
      return queryClient.invalidateQueries({ queryKey: ['onboarding'] })
    },
  })
  return (
    <Panel title={t('quiz')}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack gap="md">
          <Checkbox
            label={t('required')}
            description={t('requiredNote')}
            {...form.getInputProps('isQuizRequired', { type: 'checkbox' })}
          />
          <Group gap="lg" align="flex-start">
            <NumberInput
              label={t('passShare')}
              description={t('passShareNote')}
              suffix=" %"
              min={0}
              max={100}
              clampBehavior="strict"
              allowDecimal={false}
              maw={320}
              {...form.getInputProps('percent')}
            />
            <NumberInput
              label={t('attempts')}
              description={t('attemptsNote')}
              min={1}
              max={20}
              clampBehavior="strict"
              allowDecimal={false}
              maw={320}
              {...form.getInputProps('attempts')}
            />
          </Group>
          {save.isError && <ProblemNote error={save.error} />}
          <Group gap="md">
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {words('save')}
            </Button>
            <Text size="sm" c="dimmed" role="status">
              {form.isDirty() ? words('unsaved') : save.isSuccess ? words('saved') : ''}
            </Text>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}

function Lessons({ lessons }: { lessons: Lesson[] }) {
  const t = useTranslations('onboarding')
  const { id } = useProject()
  const { percent, count } = useNumbers()
  const queryClient = useQueryClient()
  const remove = useMutation({
    mutationFn: (lessonId: string) => api.onboarding.removeLesson.mutate({ lessonId }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['onboarding'] }),
  })
  if (lessons.length === 0) {
    return (
      <Panel title={t('lessons')}>
        <EmptyState
          icon={<IconSchool size={32} stroke={1.5} />}
          title={t('noLessonsTitle')}
          action={<LinkButton href={`/projects/${id}/data`}>{t('toTasks')}</LinkButton>}
        >
          {t('noLessons')}
        </EmptyState>
      </Panel>
    )
  }
  return (
    <Panel title={t('lessons')} note={t('lessonsNote')}>
      {remove.isError && <ProblemNote error={remove.error} />}
      <DataTable label={t('lessons')} minWidth={720}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('stage')}</Table.Th>
            <Table.Th>{t('prompt')}</Table.Th>
            <Table.Th>{t('rightOrder')}</Table.Th>
            <Table.Th ta="end">{t('answers')}</Table.Th>
            <Table.Th ta="end">{t('meanShare')}</Table.Th>
            <Table.Th>
              <span className="pk-visually-hidden">{t('remove')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lessons.map((lesson) => (
            <Table.Tr key={lesson.id}>
              <Table.Td>{t(`stages.${lesson.stage}`)}</Table.Td>
              <Table.Td maw={360}>
                <Text size="sm" truncate dir="auto" title={lesson.explanation || undefined}>
                  {lesson.firstLine}
                </Text>
              </Table.Td>
              <Table.Td>
                <OrderLine tiers={lesson.tiers} ids={lesson.completions.map((completion) => completion.id)} />
              </Table.Td>
              <Table.Td ta="end">{count(lesson.answers)}</Table.Td>
              <Table.Td ta="end">{lesson.meanShare === null ? '–' : percent(lesson.meanShare)}</Table.Td>
              <Table.Td ta="end">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('removeLesson', { prompt: lesson.firstLine })}
                  onClick={() => remove.mutate(lesson.id)}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </DataTable>
    </Panel>
  )
}

function Results({ results }: { results: OnboardingOverview['results'] }) {
  const t = useTranslations('onboarding')
  const { percent } = useNumbers()
  return (
    <Panel title={t('results')}>
      {results.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('noResults')}
        </Text>
      ) : (
        <DataTable label={t('results')} minWidth={520}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('annotator')}</Table.Th>
              <Table.Th ta="end">{t('attemptNumber')}</Table.Th>
              <Table.Th ta="end">{t('share')}</Table.Th>
              <Table.Th>{t('outcome')}</Table.Th>
              <Table.Th ta="end">{t('when')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {results.map((result) => (
              <Table.Tr key={`${result.annotatorId} ${result.attempt}`}>
                <Table.Td>{result.annotator}</Table.Td>
                <Table.Td ta="end">{result.attempt}</Table.Td>
                <Table.Td ta="end">{percent(result.share)}</Table.Td>
                <Table.Td>
                  <StatusBadge meaning={result.hasPassed ? 'good' : 'neutral'}>
                    {t(result.hasPassed ? 'hasPassed' : 'hasFailed')}
                  </StatusBadge>
                </Table.Td>
                <Table.Td ta="end" c="dimmed">
                  <Moment at={result.createdAt} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </DataTable>
      )}
    </Panel>
  )
}
