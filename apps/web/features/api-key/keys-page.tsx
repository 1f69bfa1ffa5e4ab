'use client'

import { Button, Group, Select, Stack, Table, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { type ApiKey, createApiKeyInput } from '@plackett/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { ConfirmButton } from '../common/confirm-button.tsx'
import { CopyText } from '../common/copy-text.tsx'
import { DataTable } from '../common/data-table.tsx'
import { Moment } from '../common/moment.tsx'
import { Panel } from '../common/panel.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { QueryView } from '../common/query-view.tsx'
import { ProfileTabs } from '../profile/profile-tabs.tsx'
import { AppFrame } from '../shell/app-frame.tsx'

export function KeysPage() {
  const t = useTranslations('apiKeys')
  const keys = useQuery(queryOf('apiKey.list', api.apiKey.list, undefined))
  return (
    <AppFrame>
      <ProfileTabs />
      <Stack gap="md">
        <Panel title={t('create')}>
          <CreateKeyForm />
        </Panel>
        <Panel title={t('title')}>
          <QueryView query={keys}>{(list) => <KeyTable keys={list} />}</QueryView>
        </Panel>
      </Stack>
    </AppFrame>
  )
}

const lifetimes = ['30', '90', '365', ''] as const

function CreateKeyForm() {
  const t = useTranslations('apiKeys')
  const queryClient = useQueryClient()
  const form = useForm({
    initialValues: { name: '', days: '90' as string },
    validate: { name: (value) => (createApiKeyInput.shape.name.safeParse(value).success ? null : t('nameInvalid')) },
  })
  const create = useMutation({
    mutationFn: ({ name, days }: typeof form.values) =>
      api.apiKey.create.mutate({ name, ...(days === '' ? {} : { expiresInDays: Number(days) }) }),
    onSuccess: () => {
      form.reset()
      return queryClient.invalidateQueries({ queryKey: ['apiKey'] })
    },
  })
  return (
    <Stack gap="md">
      <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
        <Group align="flex-start" gap="sm">
          <TextInput
            label={t('name')}
            placeholder={t('namePlaceholder')}
            w={{ base: '100%', xs: 280 }}
            {...form.getInputProps('name')}
          />
          <Select
            label={t('expires')}
            data={lifetimes.map((value) => ({
              value,
              label: value === '' ? t('never') : t('days', { days: Number(value) }),
            }))}
            w={160}
            {...form.getInputProps('days')}
          />
          <Button type="submit" loading={create.isPending} mt={26}>
            {t('create')}
          </Button>
        </Group>
      </form>
      {create.isError && <ProblemNote error={create.error} />}
      {create.data && (
        <Stack gap="xs" role="status">
          <Text size="sm">{t('shownOnce')}</Text>
          <CopyText text={create.data.key} label={t('key')} />
        </Stack>
      )}
    </Stack>
  )
}

function KeyTable({ keys }: { keys: ApiKey[] }) {
  const t = useTranslations('apiKeys')
  const format = useFormatter()
  const queryClient = useQueryClient()
  const revoke = useMutation({
    mutationFn: (id: string) => api.apiKey.revoke.mutate({ id }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['apiKey'] }),
  })
  if (keys.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('none')}
      </Text>
    )
  }
  return (
    <Stack gap="sm">
      {revoke.isError && <ProblemNote error={revoke.error} />}
      <DataTable label={t('title')} minWidth={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('name')}</Table.Th>
            <Table.Th>{t('key')}</Table.Th>
            <Table.Th>{t('expires')}</Table.Th>
            <Table.Th>{t('lastUsed')}</Table.Th>
            <Table.Th>
              <span className="pk-visually-hidden">{t('actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map((key) => (
            <Table.Tr key={key.id}>
              <Table.Td>{key.name}</Table.Td>
              <Table.Td className="pk-mono">{key.start}…</Table.Td>
              <Table.Td>
                {key.expiresAt ? format.dateTime(key.expiresAt, { dateStyle: 'medium' }) : t('never')}
              </Table.Td>
              <Table.Td c="dimmed">{key.lastUsedAt ? <Moment at={key.lastUsedAt} /> : '–'}</Table.Td>
              <Table.Td ta="end">
                <ConfirmButton
                  title={t('revoke')}
                  question={t('revokeNote', { name: key.name })}
                  onConfirm={() => revoke.mutate(key.id)}
                >
                  {(ask) => (
                    <Button variant="subtle" color="gray" size="xs" onClick={ask}>
                      {t('revoke')}
                    </Button>
                  )}
                </ConfirmButton>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </DataTable>
    </Stack>
  )
}
