'use client'

import { Anchor, Stack } from '@mantine/core'
import type { Review } from '@plackett/contracts'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { PageHeader } from '../common/page-header.tsx'
import { Panel } from '../common/panel.tsx'
import { QueryView } from '../common/query-view.tsx'
import { MessageText } from '../message-text/message-text.tsx'
import { CompletionMark } from '../ranking/completion-mark.tsx'
import { PromptTurn } from '../ranking/prompt-panel.tsx'
import { useProject } from '../shell/project-context.ts'
import classes from '../task/task-page.module.css'
import { AnswersTable } from './answers-table.tsx'
import { DecisionBar } from './decision-bar.tsx'
import { ReviewHistory } from './review-history.tsx'
import { Thread } from './thread.tsx'

/** One task under review: how each ranked it, side by side, what was said, and what a reviewer can do. */
export function ReviewTaskPage({ taskId }: { taskId: string }) {
  const t = useTranslations('review')
  const { id: projectId } = useProject()
  const review = useQuery(queryOf('review.get', api.review.get, { taskId }))
  return (
    <>
      <PageHeader
        parent={
          <Anchor component={Link} href={`/projects/${projectId}/review`}>
            {t('back')}
          </Anchor>
        }
        title={
          review.data ? (
            <span dir="auto" className={classes.title}>
              {review.data.firstLine}
            </span>
          ) : (
            t('title')
          )
        }
      />
      <QueryView query={review}>{(data) => <ReviewView review={data} />}</QueryView>
    </>
  )
}

function ReviewView({ review }: { review: Review }) {
  const t = useTranslations('review')
  return (
    <Stack gap="md">
      <Panel title={t('answers')}>
        <AnswersTable review={review} />
      </Panel>
      <DecisionBar review={review} />
      <Panel title={t('prompt')}>
        {review.prompt.map((message, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the turns of a prompt never change
          <PromptTurn key={index} message={message} isRaw={false} showRole={review.prompt.length > 1} />
        ))}
      </Panel>
      <div className={classes.completions}>
        {review.completions.map((completion, index) => (
          <section
            key={completion.id}
            className={classes.completion}
            aria-label={t('completion', { completion: index + 1 })}
          >
            <header className={classes.head} style={{ background: `var(--pk-tint-${index + 1})` }}>
              <CompletionMark completion={index} />
            </header>
            <div className={classes.text}>
              <MessageText text={completion.text} isRaw={false} />
            </div>
          </section>
        ))}
      </div>
      <ReviewHistory review={review} />
      <Panel title={t('thread')}>
        <Thread taskId={review.id} />
      </Panel>
    </Stack>
  )
}
