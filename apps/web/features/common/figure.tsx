import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './figure.module.css'

interface FigureProps {
  label: string
  value: ReactNode
  note?: ReactNode
}

/** One number that is read at a glance: what it is, how much, out of what. */
export function Figure({ label, value, note }: FigureProps) {
  return (
    <div className={classes.figure}>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <dd className={classes.value}>{value}</dd>
      {note && (
        <Text component="dd" size="xs" c="dimmed" m={0}>
          {note}
        </Text>
      )}
    </div>
  )
}

/** Figures side by side, wrapping on a phone. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className={classes.figures}>{children}</dl>
}
