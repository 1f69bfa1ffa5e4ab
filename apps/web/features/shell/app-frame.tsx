'use client'

import { AppShell, Burger, Group, ScrollArea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect } from 'react'
import classes from './app-frame.module.css'
import { PaletteButton } from './palette.tsx'
import { SkipLink } from './skip-link.tsx'
import { UserMenu } from './user-menu.tsx'
import { Wordmark } from './wordmark.tsx'

interface AppFrameProps {
  /** The project's entries at the left; without them there is no left side. */
  navigation?: ReactNode
  title?: ReactNode
  children: ReactNode
}

/** The frame of every page after log-in, but the ranking screen's own. */
export function AppFrame({ navigation, title, children }: AppFrameProps) {
  const t = useTranslations('shell')
  const [isOpen, menu] = useDisclosure()
  const pathname = usePathname()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu
  useEffect(() => menu.close(), [pathname])

  return (
    <AppShell
      header={{ height: 56 }}
      navbar={navigation ? { width: 216, breakpoint: 'sm', collapsed: { mobile: !isOpen } } : undefined}
      classNames={{ main: classes.main, header: classes.header, navbar: classes.navbar }}
    >
      <SkipLink />
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="sm">
          <Group gap="sm" wrap="nowrap" className={classes.where}>
            {navigation && (
              <Burger opened={isOpen} onClick={menu.toggle} hiddenFrom="sm" size="sm" aria-label={t('menu')} />
            )}
            <Link href="/projects" className={classes.home} aria-label={t('home')}>
              <Wordmark />
            </Link>
            {title && <span className={classes.title}>{title}</span>}
          </Group>
          <Group gap="xs" wrap="nowrap">
            <PaletteButton />
            <UserMenu />
          </Group>
        </Group>
      </AppShell.Header>
      {navigation && (
        <AppShell.Navbar>
          <ScrollArea p="sm">{navigation}</ScrollArea>
        </AppShell.Navbar>
      )}
      <AppShell.Main id="main" tabIndex={-1}>
        <div className={classes.page}>{children}</div>
      </AppShell.Main>
    </AppShell>
  )
}
