import { VersionsPage } from '../../../../../../../features/dataset-version/versions-page.tsx'
import { pageTitle } from '../../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('data', 'versions')

export default function Page() {
  return <VersionsPage />
}
