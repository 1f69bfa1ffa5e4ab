import type { Project } from '@plackett/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { HeldTask } from './task-queue.ts'

/** Loads the project anew when a task comes from a later state of it: its guidelines or label settings may be others now. */
export function useProjectChanges(project: Project, held: readonly HeldTask[]): void {
  const queryClient = useQueryClient()
  const latest = Math.max(0, ...held.map(({ assignment }) => assignment.projectUpdatedAt.getTime()))
  const isOld = latest > project.updatedAt.getTime()
  useEffect(() => {
    if (isOld) queryClient.invalidateQueries({ queryKey: ['project', 'get', { projectId: project.id }] })
  }, [isOld, project.id, queryClient])
}
