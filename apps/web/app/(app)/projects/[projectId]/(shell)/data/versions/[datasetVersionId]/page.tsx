import { VersionPage } from '../../../../../../../../features/dataset-version/version-page.tsx'
import { pageTitle } from '../../../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('versions', 'version')

export default async function Page({ params }: { params: Promise<{ datasetVersionId: string }> }) {
  return <VersionPage datasetVersionId={(await params).datasetVersionId} />
}
