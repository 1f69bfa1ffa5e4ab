import { Suspense } from 'react'
import { pageTitle } from '../../../../../../../features/shell/page-title.ts'
import { NewRunPage } from '../../../../../../../features/training-run/new-run-page.tsx'

export const generateMetadata = pageTitle('training', 'newTitle')

export default function Page() {
  return (
    <Suspense>
      <NewRunPage />
    </Suspense>
  )
}
