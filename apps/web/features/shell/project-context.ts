import type { MemberProject } from '@plackett/contracts'
import { createContext, useContext } from 'react'

export type ProjectWithRole = MemberProject

export const ProjectContext = createContext<ProjectWithRole | null>(null)

/** The project of the page, below a ProjectShell. */
export function useProject(): ProjectWithRole {
  const project = useContext(ProjectContext)
  if (!project) throw new Error('useProject needs a ProjectShell above it')
  return project
}
