'use client'

import { useTranslations } from 'next-intl'
import { PageHeader } from '../common/page-header.tsx'
import { TabLinks } from '../common/tab-links.tsx'
import { useProject } from '../shell/project-context.ts'

export function DataTabs() {
  const t = useTranslations('data')
  const project = `/projects/${useProject().id}`
  const base = `${project}/data`
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <TabLinks
        label={t('title')}
        tabs={[
          { href: base, label: t('tasks') },
          { href: `${base}/imports`, label: t('imports') },
          { href: `${project}/demonstrations`, label: t('demonstrations') },
          { href: `${project}/review`, label: t('review') },
          { href: `${base}/versions`, label: t('versions') },
        ]}
      />
    </>
  )
}
