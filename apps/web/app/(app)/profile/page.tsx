import { ProfilePage } from '../../../features/profile/profile-page.tsx'
import { pageTitle } from '../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('profile', 'title')

export default function Page() {
  return <ProfilePage />
}
