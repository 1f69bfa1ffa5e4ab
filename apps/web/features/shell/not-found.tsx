'use client'

import { Container } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { EmptyState } from '../common/empty-state.tsx'
import { LinkButton } from '../common/link-button.tsx'

export function NotFound() {
  const t = useTranslations('notFound')
  return (
    <Container component="main" id="main" size="sm" py={96}>
      <EmptyState
        icon={<IconMapOff size={32} stroke={1.5} />}
        title={t('title')}
        isPage
        action={<LinkButton href="/projects">{t('home')}</LinkButton>}
      >
        {t('text')}
      </EmptyState>
    </Container>
  )
}
