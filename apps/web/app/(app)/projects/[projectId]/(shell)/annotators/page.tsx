import { AnnotatorsPage } from '../../../../../../features/annotator/annotators-page.tsx'
import { pageTitle } from '../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('overview', 'annotators')

export default function Page() {
  return <AnnotatorsPage />
}
