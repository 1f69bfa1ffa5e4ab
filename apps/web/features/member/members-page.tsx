'use client'

import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { Panel } from '../common/panel.tsx'
import { QueryView } from '../common/query-view.tsx'
import { SettingsTabs } from '../settings/settings-tabs.tsx'
import { useProject } from '../shell/project-context.ts'
import { InvitationTable } from './invitation-table.tsx'
import { InviteForm } from './invite-form.tsx'
import { MemberTable } from './member-table.tsx'

export function MembersPage() {
  const t = useTranslations('members')
  const { id: projectId } = useProject()
  const members = useQuery(queryOf('project.members', api.project.members, { projectId }))
  const invitations = useQuery(queryOf('invitation.list', api.invitation.list, { projectId }))
  return (
    <>
      <SettingsTabs />
      <Stack gap="md">
        <Panel title={t('invite')}>
          <InviteForm projectId={projectId} />
        </Panel>
        <Panel title={t('members')}>
          <QueryView query={members}>{(list) => <MemberTable members={list} projectId={projectId} />}</QueryView>
        </Panel>
        <Panel title={t('invitations')}>
          <QueryView query={invitations}>{(list) => <InvitationTable invitations={list} />}</QueryView>
        </Panel>
      </Stack>
    </>
  )
}
