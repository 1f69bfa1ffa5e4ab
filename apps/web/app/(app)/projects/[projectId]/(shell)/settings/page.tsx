import { SettingsPage } from '../../../../../../features/settings/settings-page.tsx'
import { pageTitle } from '../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('settings', 'title')

export default function Page() {
  return <SettingsPage />
}
