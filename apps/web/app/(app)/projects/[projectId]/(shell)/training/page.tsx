import { pageTitle } from '../../../../../../features/shell/page-title.ts'
import { RunsPage } from '../../../../../../features/training-run/runs-page.tsx'

export const generateMetadata = pageTitle('training', 'title')

export default function Page() {
  return <RunsPage />
}
