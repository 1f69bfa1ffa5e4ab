import { Suspense } from 'react'
import { SharedLeaderboardPage } from '../../features/leaderboard/shared-leaderboard-page.tsx'
import { pageTitle } from '../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('leaderboard', 'shared')

export default function Page() {
  return (
    <Suspense>
      <SharedLeaderboardPage />
    </Suspense>
  )
}
