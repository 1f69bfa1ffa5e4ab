import type { ReactNode } from 'react'
import { ProjectShell } from '../../../../../features/shell/project-shell.tsx'

interface LayoutProps {
  params: Promise<{ projectId: string }>
  children: ReactNode
}

export default async function ProjectLayout({ params, children }: LayoutProps) {
  return <ProjectShell projectId={(await params).projectId}>{children}</ProjectShell>
}
