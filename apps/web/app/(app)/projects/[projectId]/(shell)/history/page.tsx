import { HistoryPage } from '../../../../../../features/history/history-page.tsx'
import { pageTitle } from '../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('history', 'title')

export default function Page() {
  return <HistoryPage />
}
