import type { Assignment, MemberProject } from '@plackett/contracts'
import { useEffect, useState } from 'react'

export interface GuidelinesChangeState {
  /** The version that the person has been shown, under which they work. */
  seen: number
  /** Whether a later one is to be shown now. */
  isShown: boolean
  acknowledge: () => void
}

/**
 * A change of the guidelines is shown with the next task, not in the middle of one: what was begun under the old ones is
 * finished under them. Who has not ranked yet has no change to be told of.
 */
export function useGuidelinesChange(
  { guidelinesVersion, rankedUnderGuidelines, updatedAt }: MemberProject,
  assignment: Pick<Assignment, 'id' | 'projectUpdatedAt'> | undefined,
): GuidelinesChangeState {
  const [seen, setSeen] = useState(rankedUnderGuidelines ?? guidelinesVersion)
  const [begun, setBegun] = useState<string | undefined>(undefined)
  const assignmentId = assignment?.id
  const isNew = guidelinesVersion > seen
  // A task from a later state of the project than is known here may come with a change that is still being loaded.
  const isUncertain = assignment !== undefined && assignment.projectUpdatedAt > updatedAt
  useEffect(() => {
    if (!isNew && !isUncertain) setBegun(assignmentId)
  }, [isNew, isUncertain, assignmentId])
  return {
    seen,
    isShown: isNew && assignmentId !== undefined && assignmentId !== begun,
    acknowledge: () => setSeen(guidelinesVersion),
  }
}
