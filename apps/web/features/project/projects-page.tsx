'use client'

import { Button, Group } from '@mantine/core'
import type { ProjectSummary } from '@plackett/contracts'
import { IconFolderPlus, IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { EmptyState } from '../common/empty-state.tsx'
import { LinkButton } from '../common/link-button.tsx'
import { PageHeader } from '../common/page-header.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { QueryView, SkeletonRows } from '../common/query-view.tsx'
import { useUser } from '../session/user-context.ts'
import { AppFrame } from '../shell/app-frame.tsx'
import { ProjectList } from './project-list.tsx'

export function ProjectsPage() {
  const t = useTranslations('projects')
  const projects = useQuery(queryOf('project.list', api.project.list, undefined))
  const user = useUser()
  return (
    <AppFrame>
      <PageHeader
        title={t('title')}
        actions={
          user.isOwner && projects.data && projects.data.length > 0 ? <ProjectActions projects={projects.data} /> : null
        }
      />
      <QueryView query={projects} loading={<SkeletonRows rows={3} height={72} />}>
        {(list) => (list.length > 0 ? <ProjectList projects={list} /> : <NoProjects isOwner={user.isOwner} />)}
      </QueryView>
    </AppFrame>
  )
}

function NoProjects({ isOwner }: { isOwner: boolean }) {
  const t = useTranslations('projects')
  return (
    <EmptyState
      icon={<IconFolderPlus size={32} stroke={1.5} />}
      title={t(isOwner ? 'emptyTitle' : 'emptyMemberTitle')}
      action={isOwner && <ProjectActions projects={[]} />}
    >
      {t(isOwner ? 'empty' : 'emptyMember')}
    </EmptyState>
  )
}

/** To start: load the sample (once), or create a project. The first of them is the one next step where there is nothing. */
function ProjectActions({ projects }: { projects: ProjectSummary[] }) {
  const t = useTranslations('projects')
  const router = useRouter()
  const queryClient = useQueryClient()
  const loadSample = useMutation({
    mutationFn: () => api.project.loadSample.mutate({}),
    onSuccess: async (project) => {
      await queryClient.invalidateQueries({ queryKey: ['project'] })
      router.push(`/projects/${project.id}`)
    },
  })
  const isEmpty = projects.length === 0
  return (
    <Group gap="xs" justify="center">
      {loadSample.isError && <ProblemNote error={loadSample.error} />}
      {!projects.some((project) => project.isSample) && (
        <Button
          variant={isEmpty ? 'filled' : 'default'}
          onClick={() => loadSample.mutate()}
          loading={loadSample.isPending}
        >
          {t('loadSample')}
        </Button>
      )}
      <LinkButton
        href="/projects/new"
        variant={isEmpty ? 'default' : 'filled'}
        leftSection={<IconPlus size={16} aria-hidden />}
      >
        {t('create')}
      </LinkButton>
    </Group>
  )
}
