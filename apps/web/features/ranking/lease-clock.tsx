'use client'

import { Tooltip } from '@mantine/core'
import { IconClock } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import classes from './rank-bar.module.css'
import { remainingMs } from './use-leases.ts'

/** How long the task is still this person's; it is extended while they work. */
export function LeaseClock({ leasedUntil }: { leasedUntil: Date }) {
  const t = useTranslations('rank')
  const [left, setLeft] = useState(() => remainingMs(leasedUntil))
  useEffect(() => {
    const tick = () => setLeft(remainingMs(leasedUntil))
    tick()
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [leasedUntil])
  const seconds = Math.max(0, Math.floor(left / 1_000))
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return (
    <Tooltip label={t('leaseNote')}>
      <span
        className={classes.note}
        data-urgent={seconds < 120 || undefined}
        role="timer"
        aria-label={t('leaseLeft', { clock })}
      >
        <IconClock size={14} aria-hidden />
        <span>{clock}</span>
      </span>
    </Tooltip>
  )
}
