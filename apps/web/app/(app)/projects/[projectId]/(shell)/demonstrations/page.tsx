import { DemonstrationsPage } from '../../../../../../features/demonstration/demonstrations-page.tsx'
import { pageTitle } from '../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('demonstrations', 'title')

export default function Page() {
  return <DemonstrationsPage />
}
