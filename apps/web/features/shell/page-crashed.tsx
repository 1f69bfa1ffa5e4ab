'use client'

import { Button, Container, Group } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { EmptyState } from '../common/empty-state.tsx'
import { LinkButton } from '../common/link-button.tsx'

/** A page that failed while it was drawn. Answers are in the outbox and are not touched by it. */
export function PageCrashed({ error, onRetry }: { error: Error & { digest?: string }; onRetry: () => void }) {
  const t = useTranslations('crashed')
  return (
    <Container component="main" id="main" size="sm" py={96}>
      <EmptyState
        icon={<IconAlertTriangle size={32} stroke={1.5} />}
        title={t('title')}
        isPage
        action={
          <Group gap="xs">
            <Button onClick={onRetry}>{t('retry')}</Button>
            <LinkButton href="/projects" variant="default">
              {t('home')}
            </LinkButton>
          </Group>
        }
      >
        {t('text')} <span className="pk-mono">{error.digest ?? error.message}</span>
      </EmptyState>
    </Container>
  )
}
