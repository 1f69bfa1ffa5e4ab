import { OnboardingSettingsPage } from '../../../../../../../features/onboarding/onboarding-settings-page.tsx'
import { pageTitle } from '../../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('settings', 'onboarding')

export default function Page() {
  return <OnboardingSettingsPage />
}
