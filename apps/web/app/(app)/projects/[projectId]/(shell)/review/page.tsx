import { ReviewPage } from '../../../../../../features/review/review-page.tsx'
import { pageTitle } from '../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('review', 'title')

export default function Page() {
  return <ReviewPage />
}
