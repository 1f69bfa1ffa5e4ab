import { ComparePage } from '../../../../../../../features/evaluation/compare-page.tsx'
import { pageTitle } from '../../../../../../../features/shell/page-title.ts'

export const generateMetadata = pageTitle('evaluation', 'compare')

interface PageProps {
  searchParams: Promise<{ first?: string; second?: string }>
}

export default async function Page({ searchParams }: PageProps) {
  return <ComparePage {...(await searchParams)} />
}
