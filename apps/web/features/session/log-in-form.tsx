'use client'

import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { ProblemNote } from '../common/problem-note.tsx'
import { logIn } from './log-in.ts'

interface LogInFormProps {
  email?: string
  note?: string
  onDone: () => void
}

export function LogInForm({ email = '', note, onDone }: LogInFormProps) {
  const t = useTranslations('session')
  const form = useForm({ initialValues: { email, password: '' } })
  const submit = useMutation({ mutationFn: logIn, onSuccess: onDone })
  return (
    <form onSubmit={form.onSubmit((values) => submit.mutate(values))}>
      <Stack gap="md">
        {note && (
          <Text size="sm" c="dimmed">
            {note}
          </Text>
        )}
        <TextInput
          label={t('email')}
          type="email"
          required
          autoComplete="username"
          withAsterisk={false}
          data-autofocus={email === '' || undefined}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('password')}
          required
          autoComplete="current-password"
          withAsterisk={false}
          data-autofocus={email !== '' || undefined}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          {...form.getInputProps('password')}
        />
        {submit.isError && <ProblemNote error={submit.error} />}
        <Button type="submit" loading={submit.isPending} fullWidth>
          {t('logIn')}
        </Button>
      </Stack>
    </form>
  )
}
