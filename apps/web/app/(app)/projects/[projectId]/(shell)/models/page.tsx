import { ModelsPage } from '../../../../../../features/reward-model/models-page.tsx'
import { pageTitle } from '../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('models', 'title')

export default function Page() {
  return <ModelsPage />
}
