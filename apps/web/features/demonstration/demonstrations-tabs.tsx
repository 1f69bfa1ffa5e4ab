'use client'

import { roleCovers } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { PageHeader } from '../common/page-header.tsx'
import { TabLinks } from '../common/tab-links.tsx'
import { useProject } from '../shell/project-context.ts'

export function DemonstrationsTabs() {
  const t = useTranslations('demonstrations')
  const { id, role, labelSettings } = useProject()
  const base = `/projects/${id}/demonstrations`
  const write = { href: `${base}/write`, label: t('write') }
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <TabLinks
        label={t('title')}
        tabs={[
          { href: base, label: t(roleCovers(role, 'reviewer') ? 'all' : 'mine') },
          ...(labelSettings.allowDemonstrations ? [write] : []),
        ]}
      />
    </>
  )
}
