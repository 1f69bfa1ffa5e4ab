import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './empty-state.module.css'

interface EmptyStateProps {
  icon: ReactNode
  title: string
  children: ReactNode
  action?: ReactNode
  /** Where it is all that the page has. */
  isPage?: boolean
}

/** What will be here, and the one next step. */
export function EmptyState({ icon, title, children, action, isPage }: EmptyStateProps) {
  return (
    <Stack className={classes.root} align="center" gap="xs">
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      <Title order={isPage ? 1 : 2} size="h3">
        {title}
      </Title>
      <Text size="sm" c="dimmed" maw="52ch" ta="center">
        {children}
      </Text>
      {action && <div className={classes.action}>{action}</div>}
    </Stack>
  )
}
