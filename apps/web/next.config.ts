import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // The API in front compresses nothing it relays, so pages are compressed here.
  compress: true,
  // Lists of icons and components are cut to what a page uses; without it the dev server loads all 5,000 icons.
  experimental: { optimizePackageImports: ['@mantine/core', '@mantine/hooks', '@tabler/icons-react'] },
}

export default createNextIntlPlugin('./i18n/request.ts')(config)
