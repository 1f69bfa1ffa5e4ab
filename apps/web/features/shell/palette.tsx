'use client'

import { Button, Kbd } from '@mantine/core'
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight'
import { IconFolder, IconKey, IconKeyboard, IconSearch, IconUser } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { projectPages } from './project-pages.ts'

/** Ctrl/⌘+K: every page by its name, of every project one is in. */
export function Palette() {
  const t = useTranslations()
  const router = useRouter()
  const projects = useQuery(queryOf('project.list', api.project.list, undefined))

  const entry = (href: string, label: string, icon: SpotlightActionData['leftSection']): SpotlightActionData => ({
    id: href,
    label,
    leftSection: icon,
    onClick: () => router.push(href),
  })
  const groups: SpotlightActionGroupData[] = [
    {
      group: 'Plackett',
      actions: [
        entry('/projects', t('projects.title'), <IconFolder size={18} aria-hidden />),
        entry('/profile', t('shell.profile'), <IconUser size={18} aria-hidden />),
        entry('/profile/keyboard', t('profile.keyboard'), <IconKeyboard size={18} aria-hidden />),
        entry('/profile/keys', t('shell.keys'), <IconKey size={18} aria-hidden />),
      ],
    },
    ...(projects.data ?? []).map((project) => ({
      group: project.name,
      actions: projectPages(project).map(({ key, path, icon: Icon }) => ({
        ...entry(`/projects/${project.id}${path}`, t(`nav.${key}`), <Icon size={18} aria-hidden />),
        keywords: [project.name],
      })),
    })),
  ]
  return (
    <Spotlight
      actions={groups}
      shortcut={['mod + K']}
      highlightQuery
      scrollable
      maxHeight={420}
      overlayProps={{ blur: 0 }}
      nothingFound={t('shell.nothingFound')}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t('shell.findPage'),
        'aria-label': t('shell.findPage'),
      }}
    />
  )
}

export function PaletteButton() {
  const t = useTranslations('shell')
  return (
    <Button
      variant="default"
      size="sm"
      px="sm"
      onClick={spotlight.open}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={<Kbd size="xs">Ctrl K</Kbd>}
      visibleFrom="sm"
      c="dimmed"
      fw={400}
    >
      {t('find')}
    </Button>
  )
}
