import { Paper, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { Wordmark } from '../shell/wordmark.tsx'
import classes from './auth-card.module.css'

interface AuthCardProps {
  title: string
  description?: string
  children: ReactNode
}

/** The frame of the pages before log-in. */
export function AuthCard({ title, description, children }: AuthCardProps) {
  return (
    <main className={classes.page} id="main">
      <div className={classes.column}>
        <Wordmark />
        <Paper className={classes.card}>
          <Stack gap="lg">
            <Stack gap={4}>
              <Title order={1} size="h2">
                {title}
              </Title>
              {description && (
                <Text size="sm" c="dimmed">
                  {description}
                </Text>
              )}
            </Stack>
            {children}
          </Stack>
        </Paper>
      </div>
    </main>
  )
}
