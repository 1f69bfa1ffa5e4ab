'use client'

import { roleCovers } from '@plackett/contracts'
import { IconHistory, IconListNumbers } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { LinkButton } from '../common/link-button.tsx'
import { PageHeader } from '../common/page-header.tsx'
import { TabLinks } from '../common/tab-links.tsx'
import { useProject } from '../shell/project-context.ts'

/** The head of the pages that say where a project stands; who ranks sees the first of them only. */
export function OverviewTabs() {
  const t = useTranslations('overview')
  const project = useProject()
  const base = `/projects/${project.id}`
  return (
    <>
      <PageHeader
        title={project.name}
        description={project.description}
        actions={
          <>
            <LinkButton href={`${base}/history`} variant="default" leftSection={<IconHistory size={16} aria-hidden />}>
              {t('history')}
            </LinkButton>
            <LinkButton href={`${base}/rank`} leftSection={<IconListNumbers size={16} aria-hidden />}>
              {t('rank')}
            </LinkButton>
          </>
        }
      />
      {roleCovers(project.role, 'engineer') && (
        <TabLinks
          label={t('tabs')}
          tabs={[
            { href: base, label: t('progress') },
            { href: `${base}/quality`, label: t('quality') },
            { href: `${base}/annotators`, label: t('annotators') },
            { href: `${base}/leaderboard`, label: t('leaderboard') },
          ]}
        />
      )}
    </>
  )
}
