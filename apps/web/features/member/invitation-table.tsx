'use client'

import { Button, Stack, Table, Text } from '@mantine/core'
import type { InvitationListItem } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { ConfirmButton } from '../common/confirm-button.tsx'
import { DataTable } from '../common/data-table.tsx'
import { Moment } from '../common/moment.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { StatusBadge } from '../common/status-badge.tsx'

export function InvitationTable({ invitations }: { invitations: InvitationListItem[] }) {
  const t = useTranslations('members')
  const roleNames = useTranslations('roles')
  const queryClient = useQueryClient()
  const revoke = useMutation({
    mutationFn: (id: string) => api.invitation.revoke.mutate({ id }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['invitation'] }),
  })
  if (invitations.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('noInvitations')}
      </Text>
    )
  }
  return (
    <Stack gap="sm">
      {revoke.isError && <ProblemNote error={revoke.error} />}
      <DataTable label={t('invitations')} minWidth={480}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('for')}</Table.Th>
            <Table.Th>{t('role')}</Table.Th>
            <Table.Th>{t('state')}</Table.Th>
            <Table.Th>
              <span className="pk-visually-hidden">{t('actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {invitations.map((invitation) => (
            <Table.Tr key={invitation.id}>
              <Table.Td>{invitation.email ?? t('anyone')}</Table.Td>
              <Table.Td>{invitation.role ? roleNames(invitation.role) : '–'}</Table.Td>
              <Table.Td>
                <InvitationState invitation={invitation} />
              </Table.Td>
              <Table.Td ta="end">
                {invitation.acceptedAt === null && (
                  <ConfirmButton
                    title={t('revoke')}
                    question={t('revokeNote')}
                    onConfirm={() => revoke.mutate(invitation.id)}
                  >
                    {(ask) => (
                      <Button variant="subtle" color="gray" size="xs" onClick={ask}>
                        {t('revoke')}
                      </Button>
                    )}
                  </ConfirmButton>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </DataTable>
    </Stack>
  )
}

function InvitationState({ invitation }: { invitation: InvitationListItem }) {
  const t = useTranslations('members')
  if (invitation.acceptedAt) return <StatusBadge meaning="good">{t('accepted')}</StatusBadge>
  if (invitation.expiresAt.getTime() < Date.now()) return <StatusBadge meaning="warn">{t('expired')}</StatusBadge>
  return (
    <Text size="sm" c="dimmed">
      {t.rich('validUntil', { until: () => <Moment at={invitation.expiresAt} /> })}
    </Text>
  )
}
