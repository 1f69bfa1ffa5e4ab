import { NewProjectPage } from '../../../../features/project/new-project-page.tsx'
import { pageTitle } from '../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('newProject', 'title')

export default function Page() {
  return <NewProjectPage />
}
