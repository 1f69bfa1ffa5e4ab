import { QualityPage } from '../../../../../../features/quality/quality-page.tsx'
import { pageTitle } from '../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('overview', 'quality')

export default function Page() {
  return <QualityPage />
}
