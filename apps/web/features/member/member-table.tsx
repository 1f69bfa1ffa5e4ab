'use client'

import { Button, Select, Stack, Table, Text } from '@mantine/core'
import { type Member, type Role, roles } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { ConfirmButton } from '../common/confirm-button.tsx'
import { DataTable } from '../common/data-table.tsx'
import { Moment } from '../common/moment.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { StatusBadge } from '../common/status-badge.tsx'
import { useUser } from '../session/user-context.ts'
import { TermsDialog } from './terms-dialog.tsx'

export function MemberTable({ members, projectId }: { members: Member[]; projectId: string }) {
  const t = useTranslations('members')
  const queryClient = useQueryClient()
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: ['project'] })
  const setRole = useMutation({
    mutationFn: (input: { userId: string; role: Role }) => api.project.setRole.mutate({ projectId, ...input }),
    onSuccess,
  })
  const remove = useMutation({
    mutationFn: (userId: string) => api.project.removeMember.mutate({ projectId, userId }),
    onSuccess,
  })
  const [terms, setTerms] = useState<Member | null>(null)
  const problem = setRole.error ?? remove.error
  return (
    <Stack gap="sm">
      {problem && <ProblemNote error={problem} />}
      <DataTable label={t('members')} minWidth={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('name')}</Table.Th>
            <Table.Th>{t('role')}</Table.Th>
            <Table.Th>{t('joined')}</Table.Th>
            <Table.Th>
              <span className="pk-visually-hidden">{t('actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.map((member) => (
            <MemberRow
              key={member.userId}
              member={member}
              onRole={(role) => setRole.mutate({ userId: member.userId, role })}
              onRemove={() => remove.mutate(member.userId)}
              onTerms={() => setTerms(member)}
            />
          ))}
        </Table.Tbody>
      </DataTable>
      {terms && <TermsDialog member={terms} projectId={projectId} onClose={() => setTerms(null)} />}
    </Stack>
  )
}

interface MemberRowProps {
  member: Member
  onRole: (role: Role) => void
  onRemove: () => void
  onTerms: () => void
}

function MemberRow({ member, onRole, onRemove, onTerms }: MemberRowProps) {
  const t = useTranslations('members')
  const roleNames = useTranslations('roles')
  const user = useUser()
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm">
          {member.name} {member.userId === user.id && <StatusBadge meaning="accent">{t('you')}</StatusBadge>}
          {member.isSample && <StatusBadge meaning="neutral">{t('sample')}</StatusBadge>}
        </Text>
        <Text size="xs" c="dimmed">
          {member.email}
        </Text>
        {member.skills.length > 0 && (
          <Text size="xs" c="dimmed" className="pk-mono">
            {member.skills.join(' ')}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Select
          size="xs"
          w={136}
          aria-label={t('roleOf', { name: member.name })}
          data={roles.map((value) => ({ value, label: roleNames(value) }))}
          value={member.role}
          onChange={(value) => value && value !== member.role && onRole(value as Role)}
        />
      </Table.Td>
      <Table.Td c="dimmed">
        <Moment at={member.joinedAt} />
      </Table.Td>
      <Table.Td ta="end">
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          onClick={onTerms}
          aria-label={t('termsOf', { name: member.name })}
        >
          {t('terms')}
        </Button>
        <ConfirmButton title={t('remove')} question={t('removeNote', { name: member.name })} onConfirm={onRemove}>
          {(ask) => (
            <Button variant="subtle" color="gray" size="xs" onClick={ask}>
              {t('remove')}
            </Button>
          )}
        </ConfirmButton>
      </Table.Td>
    </Table.Tr>
  )
}
