import { OnboardingPage } from '../../../../../../features/onboarding/onboarding-page.tsx'
import { pageTitle } from '../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('onboarding', 'title')

export default function Page() {
  return <OnboardingPage />
}
