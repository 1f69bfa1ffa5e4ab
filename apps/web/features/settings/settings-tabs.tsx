'use client'

import { roleCovers } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { PageHeader } from '../common/page-header.tsx'
import { TabLinks } from '../common/tab-links.tsx'
import { useProject } from '../shell/project-context.ts'

export function SettingsTabs() {
  const t = useTranslations('settings')
  const { id, role } = useProject()
  const base = `/projects/${id}/settings`
  const members = { href: `${base}/members`, label: t('members') }
  return (
    <>
      <PageHeader title={t('title')} />
      <TabLinks
        label={t('title')}
        tabs={[
          { href: base, label: t('labelling') },
          { href: `${base}/labels`, label: t('labels') },
          { href: `${base}/onboarding`, label: t('onboarding') },
          { href: `${base}/quality`, label: t('quality') },
          ...(roleCovers(role, 'owner') ? [members] : []),
        ]}
      />
    </>
  )
}
