import { QualitySettingsPage } from '../../../../../../../features/quality-settings/quality-settings-page.tsx'
import { pageTitle } from '../../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('qualitySettings', 'title')

export default function Page() {
  return <QualitySettingsPage />
}
