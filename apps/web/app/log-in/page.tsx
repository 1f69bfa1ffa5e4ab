import { Suspense } from 'react'
import { LogInPage } from '../../features/session/log-in-page.tsx'
import { pageTitle } from '../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('session', 'logIn')

export default function Page() {
  return (
    <Suspense>
      <LogInPage />
    </Suspense>
  )
}
