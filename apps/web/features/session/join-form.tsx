'use client'

import { Button, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { ProblemNote } from '../common/problem-note.tsx'
import type { User } from './user-context.ts'

/** Adds the role of an invitation to the account that is logged in. */
export function JoinForm({ token, user }: { token: string; user: User }) {
  const t = useTranslations('session')
  const router = useRouter()
  const queryClient = useQueryClient()
  const join = useMutation({
    mutationFn: () => api.invitation.join.mutate({ token }),
    onSuccess: async ({ projectId }) => {
      await queryClient.invalidateQueries({ queryKey: ['project'] })
      router.replace(`/projects/${projectId}`)
    },
  })
  return (
    <Stack gap="md">
      <Text size="sm">{t('joinAs', { name: user.name, email: user.email })}</Text>
      {join.isError && <ProblemNote error={join.error} />}
      <Button onClick={() => join.mutate()} loading={join.isPending} fullWidth>
        {t('join')}
      </Button>
    </Stack>
  )
}
