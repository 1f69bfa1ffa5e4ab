'use client'

import { ActionIcon, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { LeaderboardInput, LeaderboardLink } from '@plackett/contracts'
import { IconLink, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { CopyText } from '../common/copy-text.tsx'
import { Moment } from '../common/moment.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { QueryView } from '../common/query-view.tsx'
import { useLanguageName } from '../common/use-language-name.ts'

/** Makes links under which anybody reads this leaderboard, and takes them back. */
export function ShareButton({ input }: { input: LeaderboardInput }) {
  const t = useTranslations('leaderboard')
  const [isOpen, dialog] = useDisclosure()
  const queryClient = useQueryClient()
  const share = useMutation({
    mutationFn: () => api.leaderboard.share.mutate(input),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['leaderboard', 'links'] }),
  })
  const close = () => {
    dialog.close()
    share.reset()
  }
  return (
    <>
      <Button variant="default" leftSection={<IconLink size={16} aria-hidden />} onClick={dialog.open}>
        {t('share')}
      </Button>
      <Modal opened={isOpen} onClose={close} title={t('share')}>
        <Stack gap="md">
          <Text size="sm">{t('shareNote')}</Text>
          {share.data ? (
            <CopyText text={share.data.url} label={t('link')} />
          ) : (
            <Group>
              <Button onClick={() => share.mutate()} loading={share.isPending}>
                {t('makeLink')}
              </Button>
            </Group>
          )}
          {share.isError && <ProblemNote error={share.error} />}
          <LiveLinks projectId={input.projectId} />
        </Stack>
      </Modal>
    </>
  )
}

function LiveLinks({ projectId }: { projectId: string }) {
  const t = useTranslations('leaderboard')
  const queryClient = useQueryClient()
  const links = useQuery(queryOf('leaderboard.links', api.leaderboard.links, { projectId }))
  const revoke = useMutation({
    mutationFn: (leaderboardLinkId: string) => api.leaderboard.revoke.mutate({ leaderboardLinkId }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['leaderboard', 'links'] }),
  })
  return (
    <QueryView query={links}>
      {(list) =>
        list.length > 0 && (
          <Stack gap={4}>
            <Text size="sm" fw={600}>
              {t('links', { count: list.length })}
            </Text>
            {list.map((link) => (
              <Group key={link.id} justify="space-between" wrap="nowrap" gap="xs">
                <Text size="sm">
                  <Moment at={link.createdAt} /> · <LinkWords input={link.input} />
                </Text>
                <ActionIcon
                  variant="subtle"
                  color="red"
                  onClick={() => revoke.mutate(link.id)}
                  aria-label={t('revoke')}
                  title={t('revoke')}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              </Group>
            ))}
            {revoke.isError && <ProblemNote error={revoke.error} />}
          </Stack>
        )
      }
    </QueryView>
  )
}

function LinkWords({ input }: { input: LeaderboardLink['input'] }) {
  const t = useTranslations('leaderboard')
  const languageName = useLanguageName()
  const words = [
    input.language === undefined ? t('all') : languageName(input.language),
    ...(input.turns ? [t(`turnsOf.${input.turns}`)] : []),
    ...(input.isStyleControlled ? [t('styleControl')] : []),
  ]
  return <>{words.join(' · ')}</>
}
