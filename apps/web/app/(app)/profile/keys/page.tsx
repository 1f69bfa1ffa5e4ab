import { KeysPage } from '../../../../features/api-key/keys-page.tsx'
import { pageTitle } from '../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('profile', 'keys')

export default function Page() {
  return <KeysPage />
}
