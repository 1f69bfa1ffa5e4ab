'use client'

import { roleCovers } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { Panel } from '../common/panel.tsx'
import { MarkdownText } from '../message-text/markdown-text.tsx'
import { useProject } from '../shell/project-context.ts'
import { OverviewTabs } from './overview-tabs.tsx'
import { ProjectProgress } from './project-progress.tsx'

/** Where a project stands, for who runs it; what to do and how, for who ranks. */
export function OverviewPage() {
  const project = useProject()
  const isEngineer = roleCovers(project.role, 'engineer')
  return (
    <>
      <OverviewTabs />
      {isEngineer ? <ProjectProgress projectId={project.id} /> : <Guidelines text={project.guidelines} />}
    </>
  )
}

function Guidelines({ text }: { text: string }) {
  const t = useTranslations('overview')
  return <Panel title={t('guidelines')}>{text.trim() === '' ? t('noGuidelines') : <MarkdownText text={text} />}</Panel>
}
