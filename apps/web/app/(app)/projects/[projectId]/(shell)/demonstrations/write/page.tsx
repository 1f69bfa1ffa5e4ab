import { WritePage } from '../../../../../../../features/demonstration/write-page.tsx'
import { pageTitle } from '../../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('demonstrations', 'write')

export default function Page() {
  return <WritePage />
}
