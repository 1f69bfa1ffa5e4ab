'use client'

import { UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCloudUpload } from '@tabler/icons-react'
import { useFormatter, useNow, useTranslations } from 'next-intl'
import { useOutboxSnapshot } from '../outbox/outbox-context.tsx'
import classes from './rank-bar.module.css'

/** Whether what was submitted is on the server: true to the second, and never more than is known. */
export function SaveStatus({ onShowRefused }: { onShowRefused: () => void }) {
  const t = useTranslations('outbox')
  const format = useFormatter()
  const now = useNow({ updateInterval: 1_000 })
  const { entries, savedAt, isDurable } = useOutboxSnapshot()
  const refused = entries.filter((entry) => entry.refusal !== null)
  const waiting = entries.filter((entry) => entry.refusal === null)

  if (refused.length > 0) {
    return (
      <UnstyledButton className={classes.note} data-urgent onClick={onShowRefused}>
        <IconAlertTriangle size={14} aria-hidden />
        <span>{t('refused', { count: refused.length })}</span>
      </UnstyledButton>
    )
  }
  if (waiting.length > 0) {
    const isStuck = waiting.some((entry) => entry.waitsFor !== 'nothing')
    const words = !isStuck ? t('saving') : t(isDurable ? 'keptHere' : 'keptInTab', { count: waiting.length })
    return (
      <span className={classes.note} data-urgent={isStuck || undefined} role="status">
        <IconCloudUpload size={14} aria-hidden />
        <span>{words}</span>
      </span>
    )
  }
  if (savedAt === null) return null
  const seconds = Math.max(0, Math.round((now.getTime() - savedAt) / 1_000))
  const ago = format.relativeTime(savedAt, { now: Math.max(now.getTime(), savedAt), style: 'narrow' })
  return (
    <span className={classes.note}>
      <IconCheck size={14} aria-hidden />
      <span>{seconds < 2 ? t('savedNow') : t('saved', { ago })}</span>
    </span>
  )
}
