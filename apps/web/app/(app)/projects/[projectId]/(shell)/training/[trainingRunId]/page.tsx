import { pageTitle } from '../../../../../../../features/shell/page-title.ts'
import { RunPage } from '../../../../../../../features/training-run/run-page.tsx'

export const generateMetadata = pageTitle('training', 'run')

export default async function Page({ params }: { params: Promise<{ trainingRunId: string }> }) {
  return <RunPage trainingRunId={(await params).trainingRunId} />
}
