'use client'

import { Container } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { SkeletonRows } from '../common/query-view.tsx'
import { AppFrame } from '../shell/app-frame.tsx'
import { ProjectProblem } from '../shell/project-shell.tsx'
import { RankScreen } from './rank-screen.tsx'

/** The ranking screen of a project: it fills the window, without the frame of the other pages. */
export function RankPage({ projectId }: { projectId: string }) {
  const project = useQuery({ ...queryOf('project.get', api.project.get, { projectId }), staleTime: 60_000 })
  if (project.data) return <RankScreen project={project.data} />
  if (project.isError) {
    return (
      <AppFrame>
        <ProjectProblem error={project.error} onRetry={() => project.refetch()} />
      </AppFrame>
    )
  }
  return (
    <Container py="xl">
      <SkeletonRows />
    </Container>
  )
}
