import type { UpdateProjectInput } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../trpc/api.ts'
import { useProject } from '../shell/project-context.ts'

/** Saves some of the project's settings, and shows them wherever the project is shown. */
export function useProjectSettings(onSaved: () => void) {
  const { id: projectId } = useProject()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (changes: Omit<UpdateProjectInput, 'projectId'>) =>
      api.project.update.mutate({ projectId, ...changes }),
    onSuccess: () => {
      onSaved()
      return queryClient.invalidateQueries({ queryKey: ['project'] })
    },
  })
}
