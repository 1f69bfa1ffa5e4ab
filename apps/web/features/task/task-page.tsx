'use client'

import { Anchor, Group, Stack, Text } from '@mantine/core'
import type { TaskDetail } from '@plackett/contracts'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { PageHeader } from '../common/page-header.tsx'
import { Panel } from '../common/panel.tsx'
import { QueryView } from '../common/query-view.tsx'
import { StatusBadge } from '../common/status-badge.tsx'
import { GoldPanel } from '../gold/gold-panel.tsx'
import { SaidTable } from '../labels/said-table.tsx'
import { MessageText } from '../message-text/message-text.tsx'
import { LessonButton } from '../onboarding/lesson-button.tsx'
import { CompletionMark } from '../ranking/completion-mark.tsx'
import { PromptTurn } from '../ranking/prompt-panel.tsx'
import { useProject } from '../shell/project-context.ts'
import { RankingsTable } from './rankings-table.tsx'
import classes from './task-page.module.css'

/** A task with everything about it: texts by model, and everybody's ranking side by side. */
export function TaskPage({ taskId }: { taskId: string }) {
  const t = useTranslations('task')
  const { id: projectId } = useProject()
  const task = useQuery(queryOf('task.get', api.task.get, { taskId }))
  return (
    <>
      <PageHeader
        parent={
          <Anchor component={Link} href={`/projects/${projectId}/data`}>
            {t('back')}
          </Anchor>
        }
        title={
          task.data ? (
            <span dir="auto" className={classes.title}>
              {task.data.firstLine}
            </span>
          ) : (
            t('title')
          )
        }
        description={task.data?.externalId ? <span className="pk-mono">{task.data.externalId}</span> : undefined}
        actions={
          task.data && (
            <Group gap="sm">
              <StatusBadge meaning={task.data.status === 'completed' ? 'good' : 'neutral'}>
                {t('progress', { given: task.data.rankings.length, overlap: task.data.overlap })}
              </StatusBadge>
              <LessonButton task={task.data} />
            </Group>
          )
        }
      />
      <QueryView query={task}>{(data) => <TaskView task={data} />}</QueryView>
    </>
  )
}

function TaskView({ task }: { task: TaskDetail }) {
  const t = useTranslations('task')
  const labels = useTranslations('labels')
  return (
    <Stack gap="md">
      <Panel title={t('prompt')}>
        {task.prompt.map((message, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the turns of a prompt never change
          <PromptTurn key={index} message={message} isRaw={false} showRole={task.prompt.length > 1} />
        ))}
      </Panel>
      <Panel title={t('rankings')} note={t('rankingsNote', { count: task.rankings.length })}>
        {task.rankings.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('noRankings')}
          </Text>
        ) : (
          <RankingsTable task={task} />
        )}
      </Panel>
      {task.rankings.some(({ labels }) => labels.length > 0) && (
        <Panel title={labels('said.labels')}>
          <SaidTable task={task} />
        </Panel>
      )}
      <GoldPanel task={task} />
      <div className={classes.completions}>
        {task.completions.map((completion, index) => (
          <section
            key={completion.id}
            className={classes.completion}
            aria-label={t('completion', { completion: index + 1 })}
          >
            <header className={classes.head} style={{ background: `var(--pk-tint-${index + 1})` }}>
              <CompletionMark completion={index} />
              <span className="pk-mono">{completion.model ?? t('unknownModel')}</span>
            </header>
            <div className={classes.text}>
              <MessageText text={completion.text} isRaw={false} />
            </div>
          </section>
        ))}
      </div>
    </Stack>
  )
}
