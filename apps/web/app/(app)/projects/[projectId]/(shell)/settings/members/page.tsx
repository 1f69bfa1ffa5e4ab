import { MembersPage } from '../../../../../../../features/member/members-page.tsx'
import { pageTitle } from '../../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('settings', 'members')

export default function Page() {
  return <MembersPage />
}
