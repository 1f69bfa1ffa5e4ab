'use client'

import { Button, Group, MultiSelect, Stack, Text, Textarea } from '@mantine/core'
import type { Comment, Thread as ThreadData } from '@plackett/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { Moment } from '../common/moment.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { QueryView } from '../common/query-view.tsx'
import classes from './thread.module.css'

/** What is said of a task, and a place to say more. */
export function Thread({ taskId }: { taskId: string }) {
  const t = useTranslations('thread')
  const thread = useQuery(queryOf('comment.thread', api.comment.thread, { taskId }))
  return (
    <QueryView query={thread}>
      {({ comments, people }) => (
        <Stack gap="md">
          {comments.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('empty')}
            </Text>
          ) : (
            <ul className={classes.comments}>
              {comments.map((comment) => (
                <CommentItem key={comment.id} comment={comment} />
              ))}
            </ul>
          )}
          <CommentForm taskId={taskId} people={people} />
        </Stack>
      )}
    </QueryView>
  )
}

export function CommentItem({ comment }: { comment: Comment }) {
  const t = useTranslations('thread')
  return (
    <li className={classes.comment}>
      <Text size="sm" fw={500}>
        {comment.author.name}{' '}
        <Text span size="xs" c="dimmed" fw={400}>
          <Moment at={comment.createdAt} />
        </Text>
      </Text>
      <Text size="sm" dir="auto" className={classes.text}>
        {comment.text}
      </Text>
      {comment.mentions.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('to', { names: comment.mentions.map(({ name }) => name).join(', ') })}
        </Text>
      )}
    </li>
  )
}

function CommentForm({ taskId, people }: { taskId: string; people: ThreadData['people'] }) {
  const t = useTranslations('thread')
  const queryClient = useQueryClient()
  const [text, setText] = useState('')
  const [mentions, setMentions] = useState<string[]>([])
  const add = useMutation({
    mutationFn: () => api.comment.add.mutate({ taskId, text, mentions }),
    onSuccess: async () => {
      setText('')
      setMentions([])
      await queryClient.invalidateQueries({ queryKey: ['comment'] })
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') add.mutate()
      }}
    >
      <Stack gap="sm" maw={640}>
        <Textarea
          label={t('write')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={5_000}
          minRows={2}
          autosize
          dir="auto"
        />
        {people.length > 0 && (
          <MultiSelect
            label={t('mention')}
            description={t('mentionNote')}
            data={people.map(({ userId, name }) => ({ value: userId, label: name }))}
            value={mentions}
            onChange={setMentions}
            searchable
            clearable
            maxValues={20}
          />
        )}
        {add.isError && <ProblemNote error={add.error} />}
        <Group>
          <Button type="submit" variant="default" loading={add.isPending} disabled={text.trim() === ''}>
            {t('send')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
