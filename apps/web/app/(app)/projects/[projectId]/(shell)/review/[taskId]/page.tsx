import { ReviewTaskPage } from '../../../../../../../features/review/review-task-page.tsx'
import { pageTitle } from '../../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('review', 'title')

export default async function Page({ params }: { params: Promise<{ taskId: string }> }) {
  return <ReviewTaskPage taskId={(await params).taskId} />
}
