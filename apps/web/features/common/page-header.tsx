import { Group, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './page-header.module.css'

interface PageHeaderProps {
  title: ReactNode
  description?: ReactNode
  /** The way back, above the title. */
  parent?: ReactNode
  actions?: ReactNode
}

export function PageHeader({ title, description, parent, actions }: PageHeaderProps) {
  return (
    <Group className={classes.root} justify="space-between" align="flex-end" gap="md">
      <Stack gap={4} className={classes.words}>
        {parent && <Text size="sm">{parent}</Text>}
        <Title order={1} className="pk-own-words">
          {title}
        </Title>
        {description && (
          <Text component="div" c="dimmed" size="sm" maw="70ch" className="pk-own-words">
            {description}
          </Text>
        )}
      </Stack>
      {actions && <Group gap="xs">{actions}</Group>}
    </Group>
  )
}
