'use client'

import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { inviteInput, type Role, roles } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { CopyText } from '../common/copy-text.tsx'
import { ProblemNote } from '../common/problem-note.tsx'

/** Makes a link to hand to somebody; it is shown this once. */
export function InviteForm({ projectId }: { projectId: string }) {
  const t = useTranslations('members')
  const roleNames = useTranslations('roles')
  const format = useFormatter()
  const queryClient = useQueryClient()
  const form = useForm({
    initialValues: { email: '', role: 'annotator' as Role },
    validate: {
      email: (value) => (value === '' || inviteInput.shape.email.safeParse(value).success ? null : t('emailInvalid')),
    },
  })
  const invite = useMutation({
    mutationFn: ({ email, role }: typeof form.values) =>
      api.invitation.create.mutate({ projectId, role, ...(email === '' ? {} : { email }) }),
    onSuccess: () => {
      form.reset()
      return queryClient.invalidateQueries({ queryKey: ['invitation'] })
    },
  })
  return (
    <Stack gap="md">
      <form onSubmit={form.onSubmit((values) => invite.mutate(values))} noValidate>
        <Group align="flex-start" gap="sm">
          <TextInput
            label={t('email')}
            description={t('emailNote')}
            type="email"
            w={{ base: '100%', xs: 300 }}
            {...form.getInputProps('email')}
          />
          <Select
            label={t('role')}
            data={roles.map((value) => ({ value, label: roleNames(value) }))}
            w={160}
            {...form.getInputProps('role')}
          />
          <Button type="submit" loading={invite.isPending} mt={26}>
            {t('createLink')}
          </Button>
        </Group>
      </form>
      {invite.isError && <ProblemNote error={invite.error} />}
      {invite.data && (
        <Stack gap="xs" role="status">
          <Text size="sm">
            {t('linkNote', {
              until: format.dateTime(invite.data.expiresAt, { dateStyle: 'medium', timeStyle: 'short' }),
            })}
          </Text>
          <CopyText text={invite.data.url} label={t('link')} />
        </Stack>
      )}
    </Stack>
  )
}
