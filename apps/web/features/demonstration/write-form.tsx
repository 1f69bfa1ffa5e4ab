'use client'

import { Button, Group, Textarea } from '@mantine/core'
import type { PromptToWrite } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { api } from '../../trpc/api.ts'
import { newKey } from '../common/new-key.ts'
import { Panel } from '../common/panel.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { MessageText } from '../message-text/message-text.tsx'
import { PromptTurn } from '../ranking/prompt-panel.tsx'
import { useActiveTime } from '../ranking/use-active-time.ts'
import { useProject } from '../shell/project-context.ts'
import { dropText, type KeptText, keepText, keptText } from './kept-text.ts'
import classes from './write-form.module.css'

interface WriteFormProps {
  /** Null for a prompt of the author's own. */
  about: PromptToWrite | null
  onDone: () => void
  onSkip?: () => void
  /** The way between a given prompt and one of one's own. */
  other: string
  onOther: () => void
}

/** A prompt and the answer that a model should give to it. What was typed stays in the browser until it is stored. */
export function WriteForm({ about, onDone, onSkip, other, onOther }: WriteFormProps) {
  const t = useTranslations('demonstrations')
  const { id: projectId } = useProject()
  const draftKey = about ? about.promptId : `own-${projectId}`
  const { said, say, submit } = useWriting({ projectId, about, draftKey, onDone })
  const isReady = said.text.trim() !== '' && (about !== null || said.prompt.trim() !== '')
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) submit.mutate()
      }}
    >
      <Panel title={t('prompt')}>
        {about ? (
          about.prompt.map((message, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the turns of a prompt never change
            <PromptTurn key={index} message={message} isRaw={false} showRole={about.prompt.length > 1} />
          ))
        ) : (
          <Textarea
            dir="auto"
            minRows={2}
            maxRows={10}
            maxLength={100_000}
            aria-label={t('prompt')}
            placeholder={t('ownPromptNote')}
            value={said.prompt}
            onChange={(event) => say({ ...said, prompt: event.currentTarget.value })}
          />
        )}
      </Panel>
      <Panel title={t('text')} note={t('textNote')}>
        <div className={classes.sides}>
          <Textarea
            dir="auto"
            minRows={12}
            maxRows={28}
            maxLength={200_000}
            aria-label={t('text')}
            value={said.text}
            onChange={(event) => say({ ...said, text: event.currentTarget.value })}
          />
          <div className={classes.preview} aria-hidden={said.text.trim() === ''}>
            {said.text.trim() !== '' && <MessageText text={said.text} isRaw={false} />}
          </div>
        </div>
      </Panel>
      {submit.isError && <ProblemNote error={submit.error} />}
      <Group gap="xs">
        <Button type="submit" loading={submit.isPending} disabled={!isReady}>
          {t('submit')}
        </Button>
        {onSkip && (
          <Button variant="subtle" color="gray" onClick={onSkip}>
            {t('another')}
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={onOther}>
          {other}
        </Button>
      </Group>
    </form>
  )
}

interface Writing {
  projectId: string
  about: PromptToWrite | null
  draftKey: string
  onDone: () => void
}

function useWriting({ projectId, about, draftKey, onDone }: Writing) {
  const queryClient = useQueryClient()
  const [said, setSaid] = useState<KeptText>({ prompt: '', text: '', key: '' })
  const activeMs = useActiveTime(0)
  // Read after the first paint: the server that draws the page has no storage to read from.
  useEffect(() => setSaid(keptText(draftKey) ?? { prompt: '', text: '', key: newKey() }), [draftKey])
  const submit = useMutation({
    mutationFn: () =>
      api.demonstration.write.mutate({
        projectId,
        about: about ? { kind: 'prompt', promptId: about.promptId } : { kind: 'own_prompt', prompt: said.prompt },
        text: said.text,
        idempotencyKey: said.key,
        activeMs: activeMs(),
      }),
    onSuccess: async () => {
      dropText(draftKey)
      await queryClient.invalidateQueries({ queryKey: ['demonstration', 'list'] })
      onDone()
    },
  })
  const say = (next: KeptText) => {
    // A failed attempt may have been stored all the same: another text is then another demonstration, not the same one.
    const kept = submit.isError ? { ...next, key: newKey() } : next
    if (submit.isError) submit.reset()
    setSaid(kept)
    keepText(draftKey, kept)
  }
  return { said, say, submit }
}
