'use client'

import { ActionIcon, Menu, Text } from '@mantine/core'
import { IconKey, IconLogout, IconUser, IconUserCircle } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { logOut } from '../session/log-in.ts'
import { useUser } from '../session/user-context.ts'

export function UserMenu() {
  const t = useTranslations('shell')
  const user = useUser()
  const router = useRouter()
  const queryClient = useQueryClient()
  const leave = async () => {
    await logOut()
    queryClient.clear()
    router.replace('/log-in')
  }
  return (
    <Menu position="bottom-end" width={224}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={t('account')}>
          <IconUserCircle size={22} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={500} c="var(--pk-text)" truncate>
            {user.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {user.email}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item component={Link} href="/profile" leftSection={<IconUser size={16} aria-hidden />}>
          {t('profile')}
        </Menu.Item>
        <Menu.Item component={Link} href="/profile/keys" leftSection={<IconKey size={16} aria-hidden />}>
          {t('keys')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={leave} leftSection={<IconLogout size={16} aria-hidden />}>
          {t('logOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
