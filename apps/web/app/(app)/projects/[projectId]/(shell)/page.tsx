import { OverviewPage } from '../../../../../features/project/overview-page.tsx'
import { pageTitle } from '../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('nav', 'overview')

export default function Page() {
  return <OverviewPage />
}
