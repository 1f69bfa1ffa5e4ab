'use client'

import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { acceptInvitationInput, type InvitationView } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { ProblemNote } from '../common/problem-note.tsx'
import { logIn } from './log-in.ts'

interface AcceptFormProps {
  token: string
  invitation: InvitationView
}

/** Makes the account that a link offers, and logs in to it. */
export function AcceptForm({ token, invitation }: AcceptFormProps) {
  const t = useTranslations('session')
  const router = useRouter()
  const queryClient = useQueryClient()
  const { name, email, password } = acceptInvitationInput.shape
  const form = useForm({
    initialValues: { name: '', email: invitation.email ?? '', password: '' },
    validate: {
      name: (value) => (name.safeParse(value).success ? null : t('nameInvalid')),
      email: (value) => (email.safeParse(value).success ? null : t('emailInvalid')),
      password: (value) => (password.safeParse(value).success ? null : t('passwordInvalid')),
    },
  })
  const accept = useMutation({
    mutationFn: async (values: typeof form.values) => {
      await api.invitation.accept.mutate({ token, ...values })
      await logIn(values)
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['session'] })
      router.replace('/projects')
    },
  })
  return (
    <form onSubmit={form.onSubmit((values) => accept.mutate(values))} noValidate>
      <Stack gap="md">
        <TextInput label={t('name')} autoComplete="name" data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label={t('email')}
          type="email"
          autoComplete="username"
          readOnly={invitation.email !== null}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('password')}
          description={t('passwordNote')}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          {...form.getInputProps('password')}
        />
        {accept.isError && <ProblemNote error={accept.error} />}
        <Button type="submit" loading={accept.isPending} fullWidth>
          {t('createAccount')}
        </Button>
      </Stack>
    </form>
  )
}
