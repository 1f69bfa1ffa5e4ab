'use client'

import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { type Messages, NextIntlClientProvider } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { Locale } from '../../i18n/locales.ts'
import { cssVariables, theme } from '../../theme/theme.ts'
import { createQueryClient } from '../../trpc/query-client.ts'

interface ProvidersProps {
  locale: Locale
  messages: Messages
  children: ReactNode
}

/** What every page stands on. Times are the reader's own, so none is written by the server. */
export function Providers({ locale, messages, children }: ProvidersProps) {
  const [queryClient] = useState(createQueryClient)
  const timeZone = typeof window === 'undefined' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <NextIntlClientProvider locale={locale} messages={messages} timeZone={timeZone}>
      <QueryClientProvider client={queryClient}>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
          <Notifications position="bottom-center" autoClose={6_000} />
          {children}
        </MantineProvider>
      </QueryClientProvider>
    </NextIntlClientProvider>
  )
}
