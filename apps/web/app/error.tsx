'use client'

import { PageCrashed } from '../features/shell/page-crashed.tsx'

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <PageCrashed error={error} onRetry={reset} />
}
