'use client'

import { roleCovers } from '@plackett/contracts'
import { IconHistory, IconListNumbers } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { LinkButton } from '../common/link-button.tsx'
import { PageHeader } from '../common/page-header.tsx'
import { Panel } from '../common/panel.tsx'
import { MarkdownText } from '../message-text/markdown-text.tsx'
import { useProject } from '../shell/project-context.ts'
import { ProjectProgress } from './project-progress.tsx'

/** Where a project stands, for who runs it; what to do and how, for who ranks. */
export function OverviewPage() {
  const t = useTranslations('overview')
  const project = useProject()
  const base = `/projects/${project.id}`
  const isEngineer = roleCovers(project.role, 'engineer')
  return (
    <>
      <PageHeader
        title={project.name}
        description={project.description}
        actions={
          <>
            <LinkButton href={`${base}/history`} variant="default" leftSection={<IconHistory size={16} aria-hidden />}>
              {t('history')}
            </LinkButton>
            <LinkButton href={`${base}/rank`} leftSection={<IconListNumbers size={16} aria-hidden />}>
              {t('rank')}
            </LinkButton>
          </>
        }
      />
      {isEngineer ? <ProjectProgress projectId={project.id} /> : <Guidelines text={project.guidelines} />}
    </>
  )
}

function Guidelines({ text }: { text: string }) {
  const t = useTranslations('overview')
  return <Panel title={t('guidelines')}>{text.trim() === '' ? t('noGuidelines') : <MarkdownText text={text} />}</Panel>
}
