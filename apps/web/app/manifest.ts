import type { MetadataRoute } from 'next'

/** What a browser needs to install the product as an app. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: 'Plackett',
    short_name: 'Plackett',
    description: 'Rank model outputs, and learn a reward from the rankings.',
    id: '/',
    start_url: '/projects',
    display: 'standalone',
    background_color: '#f6f6f4',
    theme_color: '#146a7a',
    icons: [
      { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  }
}
