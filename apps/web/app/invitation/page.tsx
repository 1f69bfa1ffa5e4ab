import { Suspense } from 'react'
import { AcceptPage } from '../../features/session/accept-page.tsx'
import { pageTitle } from '../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('session', 'invitation')

export default function Page() {
  return (
    <Suspense>
      <AcceptPage />
    </Suspense>
  )
}
