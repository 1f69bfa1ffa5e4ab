'use client'

import { Anchor, Button, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { Panel } from '../common/panel.tsx'
import classes from '../review/thread.module.css'
import { CommentItem } from '../review/thread.tsx'
import { ThreadDialog } from './thread-dialog.tsx'

/** Comments that mention the person and are new to them; absent where there are none. */
export function MentionsPanel({ projectId }: { projectId: string }) {
  const t = useTranslations('thread')
  const queryClient = useQueryClient()
  const [taskId, setTaskId] = useState<string | null>(null)
  const mentions = useQuery(queryOf('comment.mentions', api.comment.mentions, { projectId }))
  const see = useMutation({
    mutationFn: () => api.comment.seeMentions.mutate({ projectId }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['comment'] }),
  })
  const fresh = mentions.data?.filter(({ isNew }) => isNew) ?? []
  if (fresh.length === 0) return null
  return (
    <Panel
      title={t('mentions')}
      actions={
        <Button variant="subtle" size="xs" onClick={() => see.mutate()} loading={see.isPending}>
          {t('seen')}
        </Button>
      }
    >
      <ul className={classes.comments}>
        {fresh.map((mention) => (
          <li key={mention.id}>
            <Text size="xs" c="dimmed" truncate dir="auto">
              <Anchor component="button" type="button" size="xs" onClick={() => setTaskId(mention.taskId)}>
                {mention.firstLine || t('open')}
              </Anchor>
            </Text>
            <ul className={classes.comments}>
              <CommentItem comment={mention} />
            </ul>
          </li>
        ))}
      </ul>
      {taskId && <ThreadDialog taskId={taskId} onClose={() => setTaskId(null)} />}
    </Panel>
  )
}
