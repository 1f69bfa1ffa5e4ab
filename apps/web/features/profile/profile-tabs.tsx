'use client'

import { useTranslations } from 'next-intl'
import { PageHeader } from '../common/page-header.tsx'
import { TabLinks } from '../common/tab-links.tsx'
import { useUser } from '../session/user-context.ts'

export function ProfileTabs() {
  const t = useTranslations('profile')
  const user = useUser()
  return (
    <>
      <PageHeader title={user.name} description={user.email} />
      <TabLinks
        label={t('title')}
        tabs={[
          { href: '/profile', label: t('title') },
          { href: '/profile/keyboard', label: t('keyboard') },
          { href: '/profile/keys', label: t('keys') },
        ]}
      />
    </>
  )
}
