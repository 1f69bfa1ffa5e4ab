import '@mantine/core/styles.css'
import '@mantine/spotlight/styles.css'
import 'katex/dist/katex.min.css'
import '../theme/global.css'
import '../theme/contrast.css'
import { ColorSchemeScript, mantineHtmlProps } from '@mantine/core'
import type { Metadata, Viewport } from 'next'
import { getLocale, getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Providers } from '../features/shell/providers.tsx'
import { localeNames } from '../i18n/locales.ts'
import { contrastScript } from '../theme/contrast.ts'

export const metadata: Metadata = {
  title: { default: 'Plackett', template: '%s · Plackett' },
  appleWebApp: { capable: true, title: 'Plackett' },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#1c1c1a' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale()
  const { tag, dir } = localeNames[locale]
  return (
    <html lang={tag} dir={dir} {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript defaultColorScheme="auto" />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours */}
        <script dangerouslySetInnerHTML={{ __html: contrastScript }} />
      </head>
      <body>
        <Providers locale={locale} messages={await getMessages()}>
          {children}
        </Providers>
      </body>
    </html>
  )
}
