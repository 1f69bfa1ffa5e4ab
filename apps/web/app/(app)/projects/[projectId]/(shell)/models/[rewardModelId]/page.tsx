import { ModelPage } from '../../../../../../../features/reward-model/model-page.tsx'
import { pageTitle } from '../../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('models', 'model')

export default async function Page({ params }: { params: Promise<{ rewardModelId: string }> }) {
  return <ModelPage rewardModelId={(await params).rewardModelId} />
}
