'use client'

import { Group, Paper, Text } from '@mantine/core'
import { type Demonstration, type DemonstrationStatus, roleCovers } from '@plackett/contracts'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Moment } from '../common/moment.tsx'
import { ScrollRegion } from '../common/scroll-region.tsx'
import { StatusBadge } from '../common/status-badge.tsx'
import { MessageText } from '../message-text/message-text.tsx'
import { markDifferences } from '../ranking/mark-differences.ts'
import { MarkedText } from '../ranking/marked-text.tsx'
import { PromptTurn } from '../ranking/prompt-panel.tsx'
import { useProject } from '../shell/project-context.ts'
import classes from './demonstration-card.module.css'
import { ReviewActions } from './review-actions.tsx'
import { ReviseForm } from './revise-form.tsx'

const meanings = {
  pending: 'neutral',
  returned: 'warn',
  approved: 'good',
  rejected: 'danger',
} as const satisfies Record<DemonstrationStatus, string>

/** A demonstration under its prompt, with what was said of it and what can be done with it. */
export function DemonstrationCard({ demonstration }: { demonstration: Demonstration }) {
  const t = useTranslations('demonstrations')
  const { role } = useProject()
  const { prompt, status, author, isMine, revision, createdAt, review, corrects } = demonstration
  const [isRevising, setRevising] = useState(false)
  const mayRevise = isMine && (status === 'pending' || status === 'returned')
  return (
    <Paper component="article" className={classes.card} aria-label={t('cardOf', { author })}>
      <Group gap="xs" className={classes.head}>
        <StatusBadge meaning={meanings[status]}>{t(`status.${status}`)}</StatusBadge>
        <Text size="sm" fw={500}>
          {author}
        </Text>
        <Text size="sm" c="dimmed">
          {t(corrects ? 'corrected' : 'written')} · <Moment at={createdAt} />
          {revision > 1 && ` · ${t('revision', { revision })}`}
        </Text>
      </Group>
      <ScrollRegion className={classes.prompt} aria-label={t('prompt')}>
        {prompt.map((message, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the turns of a prompt never change
          <PromptTurn key={index} message={message} isRaw={false} showRole={prompt.length > 1} />
        ))}
      </ScrollRegion>
      {isRevising ? (
        <ReviseForm demonstration={demonstration} onDone={() => setRevising(false)} />
      ) : (
        <DemonstrationText demonstration={demonstration} />
      )}
      {review && (
        <Text size="sm" className={classes.review}>
          {t(`decided.${status as 'approved'}`, { reviewer: review.reviewer })} <Moment at={review.createdAt} />
          {review.comment && <span className={classes.comment}>{review.comment}</span>}
        </Text>
      )}
      {!isRevising && (
        <ReviewActions
          demonstration={demonstration}
          mayReview={roleCovers(role, 'reviewer')}
          onRevise={mayRevise ? () => setRevising(true) : null}
        />
      )}
    </Paper>
  )
}

/** The text; of a correction, what it changes. */
function DemonstrationText({ demonstration: { text, corrects } }: { demonstration: Demonstration }) {
  const t = useTranslations('demonstrations')
  const locale = useLocale()
  const marks = useMemo(() => corrects && markDifferences(corrects.text, text, locale), [corrects, text, locale])
  if (!marks) {
    return (
      <ScrollRegion className={classes.text} aria-label={t('text')}>
        <MessageText text={text} isRaw={false} />
      </ScrollRegion>
    )
  }
  return (
    <div className={classes.sides}>
      {([0, 1] as const).map((side) => (
        <ScrollRegion key={side} className={classes.side} dir="auto" aria-label={t(side === 0 ? 'before' : 'after')}>
          <Text size="xs" c="dimmed">
            {t(side === 0 ? 'before' : 'after')}
          </Text>
          <MarkedText parts={marks[side]} side={side} />
        </ScrollRegion>
      ))}
    </div>
  )
}
