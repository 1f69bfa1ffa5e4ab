'use client'

import { DirectionProvider, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { type Messages, NextIntlClientProvider, useTranslations } from 'next-intl'
import { type ReactNode, useMemo, useState } from 'react'
import { type Locale, localeNames } from '../../i18n/locales.ts'
import { cssVariables, themeWith } from '../../theme/theme.ts'
import { createQueryClient } from '../../trpc/query-client.ts'

interface ProvidersProps {
  locale: Locale
  messages: Messages
  children: ReactNode
}

/** What every page stands on. Times are the reader's own, so none is written by the server. */
export function Providers({ locale, messages, children }: ProvidersProps) {
  const [queryClient] = useState(createQueryClient)
  const { dir } = localeNames[locale]
  const timeZone = typeof window === 'undefined' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <NextIntlClientProvider locale={locale} messages={messages} timeZone={timeZone}>
      <QueryClientProvider client={queryClient}>
        {/* The direction is taken up at the first drawing only, hence the key. */}
        <DirectionProvider key={dir} initialDirection={dir} detectDirection={false}>
          <ThemeProvider>{children}</ThemeProvider>
        </DirectionProvider>
      </QueryClientProvider>
    </NextIntlClientProvider>
  )
}

function ThemeProvider({ children }: { children: ReactNode }) {
  const t = useTranslations('common')
  const close = t('close')
  const theme = useMemo(() => themeWith({ close }), [close])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  )
}
