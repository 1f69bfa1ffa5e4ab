'use client'

import { NavLink } from '@mantine/core'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ProjectWithRole } from './project-context.ts'
import { projectPages } from './project-pages.ts'

export function ProjectNavigation({ project }: { project: ProjectWithRole }) {
  const t = useTranslations('nav')
  const pathname = usePathname()
  const base = `/projects/${project.id}`
  return (
    <nav aria-label={t('label')}>
      {projectPages(project).map(({ key, path, also = [], icon: Icon }) => {
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
