'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { PageHeader } from '../common/page-header.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { SkeletonRows } from '../common/query-view.tsx'
import { AppFrame } from './app-frame.tsx'
import { ProjectContext } from './project-context.ts'
import { ProjectNavigation } from './project-navigation.tsx'

/** The frame of a project's pages; below it `useProject` gives the project and one's role in it. */
export function ProjectShell({ projectId, children }: { projectId: string; children: ReactNode }) {
  const project = useQuery(queryOf('project.get', api.project.get, { projectId }))
  if (project.data) {
    return (
      <ProjectContext value={project.data}>
        <AppFrame title={project.data.name} navigation={<ProjectNavigation project={project.data} />}>
          {children}
        </AppFrame>
      </ProjectContext>
    )
  }
  return (
    <AppFrame>
      {project.isError ? <ProjectProblem error={project.error} onRetry={() => project.refetch()} /> : <SkeletonRows />}
    </AppFrame>
  )
}

/** A project that cannot be opened: it is gone, it is not one's own, or the server does not answer. */
export function ProjectProblem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations('projects')
  return (
    <>
      <PageHeader
        title={t('cannotOpen')}
        parent={
          <Link href="/projects" className="pk-link">
            {t('title')}
          </Link>
        }
      />
      <ProblemNote error={error} onRetry={onRetry} />
    </>
  )
}
