import { ProjectsPage } from '../../../features/project/projects-page.tsx'
import { pageTitle } from '../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('projects', 'title')

export default function Page() {
  return <ProjectsPage />
}
