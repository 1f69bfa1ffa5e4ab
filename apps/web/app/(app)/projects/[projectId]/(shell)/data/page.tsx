import { Suspense } from 'react'
import { pageTitle } from '../../../../../../features/shell/page-title.ts'
import { TasksPage } from '../../../../../../features/task/tasks-page.tsx'

export const generateMetadata = pageTitle('data', 'title')

export default function Page() {
  return (
    <Suspense>
      <TasksPage />
    </Suspense>
  )
}
