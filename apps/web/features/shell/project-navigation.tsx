'use client'

import { NavLink } from '@mantine/core'
import type { Role } from '@plackett/contracts'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { projectPages } from './project-pages.ts'

export function ProjectNavigation({ projectId, role }: { projectId: string; role: Role }) {
  const t = useTranslations('nav')
  const pathname = usePathname()
  const base = `/projects/${projectId}`
  return (
    <nav aria-label={t('label')}>
      {projectPages(role).map(({ key, path, also = [], icon: Icon }) => {
        const href = base + path
        const isPart = also.some((part) => pathname.startsWith(base + part))
        const isHere = isPart || (path === '' ? pathname === base : pathname.startsWith(href))
        return (
          <NavLink
            key={key}
            component={Link}
            href={href}
            active={isHere}
            aria-current={isHere ? 'page' : undefined}
            label={t(key)}
            leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
            styles={{ root: { borderRadius: 4 } }}
          />
        )
      })}
    </nav>
  )
}
