import { RankPage } from '../../../../../features/ranking/rank-page.tsx'
import { pageTitle } from '../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('nav', 'rank')

export default async function Page({ params }: { params: Promise<{ projectId: string }> }) {
  return <RankPage projectId={(await params).projectId} />
}
