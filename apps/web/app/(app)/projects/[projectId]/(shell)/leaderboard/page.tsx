import { Suspense } from 'react'
import { LeaderboardPage } from '../../../../../../features/leaderboard/leaderboard-page.tsx'
import { pageTitle } from '../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('overview', 'leaderboard')

export default function Page() {
  return (
    <Suspense>
      <LeaderboardPage />
    </Suspense>
  )
}
