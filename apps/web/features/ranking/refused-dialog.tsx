'use client'

import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { RequestProblem } from '../../trpc/problem-of.ts'
import { useWording } from '../common/use-wording.ts'
import { useOutbox, useOutboxSnapshot } from '../outbox/outbox-context.tsx'
import type { OutboxEntry } from '../outbox/outbox-entry.ts'
import classes from './refused-dialog.module.css'

/** Answers that the server would not take: what they were, why, and the two things that can be done. */
export function RefusedDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTranslations('outbox')
  const outbox = useOutbox()
  const refused = useOutboxSnapshot().entries.filter((entry) => entry.refusal !== null)
  return (
    <Modal opened={isOpen && refused.length > 0} onClose={onClose} title={t('refusedTitle')} size="lg">
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('refusedNote')}
        </Text>
        <ul className={classes.list}>
          {refused.map((entry) => (
            <RefusedAnswer key={entry.key} entry={entry} onDiscard={() => outbox?.discard(entry.key)} />
          ))}
        </ul>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => outbox?.retry({ refusedToo: true })}>
            {t('tryAgain')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function RefusedAnswer({ entry, onDiscard }: { entry: OutboxEntry; onDiscard: () => void }) {
  const t = useTranslations('outbox')
  const wording = useWording()
  const { code, message } = entry.refusal!
  const problem = new RequestProblem({ code: code as never, status: 409, message, details: {} })
  return (
    <li className={classes.item}>
      <div className={classes.words}>
        <Text size="sm" fw={500} lineClamp={1}>
          {entry.title}
        </Text>
        <Text size="sm" className="pk-mono">
          {entry.answer}
        </Text>
        <Text size="sm" c="var(--pk-danger)">
          {wording(problem)}
        </Text>
      </div>
      <Button variant="subtle" color="gray" size="xs" onClick={onDiscard}>
        {t('discard')}
      </Button>
    </li>
  )
}
