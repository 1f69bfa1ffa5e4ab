import { ImportsPage } from '../../../../../../../features/import/imports-page.tsx'
import { pageTitle } from '../../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('data', 'imports')

export default function Page() {
  return <ImportsPage />
}
