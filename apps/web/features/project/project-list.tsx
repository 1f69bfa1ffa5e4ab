'use client'

import { Progress, Text } from '@mantine/core'
import type { ProjectSummary } from '@plackett/contracts'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { StatusBadge } from '../common/status-badge.tsx'
import classes from './project-list.module.css'

export function ProjectList({ projects }: { projects: ProjectSummary[] }) {
  return (
    <ul className={classes.list}>
      {projects.map((project) => (
        <ProjectRow key={project.id} project={project} />
      ))}
    </ul>
  )
}

function ProjectRow({ project }: { project: ProjectSummary }) {
  const t = useTranslations('projects')
  const roles = useTranslations('roles')
  const format = useFormatter()
  const { tasks, completedTasks, rankings } = project
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <Link href={`/projects/${project.id}`} className={classes.name}>
          {project.name}
        </Link>
        <span className={classes.tags}>
          <StatusBadge meaning="neutral">{roles(project.role)}</StatusBadge>
          {project.isSample && <StatusBadge meaning="accent">{t('sample')}</StatusBadge>}
        </span>
        {project.description && (
          <Text size="sm" c="dimmed" lineClamp={2} maw="70ch" className="pk-own-words">
            {project.description}
          </Text>
        )}
      </div>
      <div className={classes.progress}>
        <Text size="sm" className="pk-figures">
          {tasks === 0 ? t('noTasks') : t('tasksDone', { done: completedTasks, tasks })}
        </Text>
        <Progress
          value={tasks === 0 ? 0 : (100 * completedTasks) / tasks}
          size={6}
          aria-label={t('tasksDone', { done: completedTasks, tasks })}
        />
        <Text size="xs" c="dimmed" className="pk-figures">
          {t('rankings', { count: rankings })} · {format.dateTime(project.createdAt, { dateStyle: 'medium' })}
        </Text>
      </div>
    </li>
  )
}
