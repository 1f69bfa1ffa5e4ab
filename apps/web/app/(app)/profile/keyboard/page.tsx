import { KeyboardPage } from '../../../../features/keyboard/keyboard-page.tsx'
import { pageTitle } from '../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('profile', 'keyboard')

export default function Page() {
  return <KeyboardPage />
}
