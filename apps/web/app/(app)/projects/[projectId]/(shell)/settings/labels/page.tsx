import { LabelSettingsPage } from '../../../../../../../features/label-settings/label-settings-page.tsx'
import { pageTitle } from '../../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('settings', 'labels')

export default function Page() {
  return <LabelSettingsPage />
}
