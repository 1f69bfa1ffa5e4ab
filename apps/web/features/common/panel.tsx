import { Group, Paper, Text, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import classes from './panel.module.css'

interface PanelProps {
  title: string
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** One subject on a page, with its heading. */
export function Panel({ title, note, actions, children }: PanelProps) {
  const heading = useId()
  return (
    <Paper component="section" className={classes.root} aria-labelledby={heading}>
      <Group justify="space-between" className={classes.head} gap="xs">
        <Title order={2} size="h3" id={heading}>
          {title}
        </Title>
        {note && (
          <Text size="sm" c="dimmed" className="pk-figures">
            {note}
          </Text>
        )}
        {actions}
      </Group>
      {children}
    </Paper>
  )
}
