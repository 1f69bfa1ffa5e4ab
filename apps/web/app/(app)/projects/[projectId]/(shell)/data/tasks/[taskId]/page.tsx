import { pageTitle } from '../../../../../../../../features/shell/page-title.ts'
import { TaskPage } from '../../../../../../../../features/task/task-page.tsx'

export const generateMetadata = pageTitle('task', 'title')

export default async function Page({ params }: { params: Promise<{ taskId: string }> }) {
  return <TaskPage taskId={(await params).taskId} />
}
