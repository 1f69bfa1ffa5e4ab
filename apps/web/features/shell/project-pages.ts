import type { MemberProject } from '@plackett/contracts'
import { roleCovers } from '@plackett/contracts'
import {
  IconChartLine,
  IconDatabase,
  IconHistory,
  IconHome,
  IconListNumbers,
  IconScale,
  IconSettings,
  IconTrophy,
  IconWriting,
  type TablerIcon,
} from '@tabler/icons-react'

export interface ProjectPage {
  key: 'overview' | 'rank' | 'history' | 'demonstrations' | 'review' | 'data' | 'training' | 'models' | 'settings'
  path: string
  /** Further addresses that belong to it. */
  also?: string[]
  icon: TablerIcon
}

const annotating: ProjectPage[] = [
  { key: 'overview', path: '', also: ['/quality', '/annotators', '/leaderboard'], icon: IconHome },
  { key: 'rank', path: '/rank', icon: IconListNumbers },
]

const engineering: ProjectPage[] = [
  { key: 'data', path: '/data', also: ['/demonstrations', '/review'], icon: IconDatabase },
  { key: 'training', path: '/training', icon: IconChartLine },
  { key: 'models', path: '/models', icon: IconTrophy },
  { key: 'settings', path: '/settings', icon: IconSettings },
]

type PagesOf = Pick<MemberProject, 'role'> & Partial<Pick<MemberProject, 'labelSettings'>>

/** The entries at the left for a role: at most six. An engineer's own rankings are a link on the overview, demonstrations one on the data. */
export function projectPages({ role, labelSettings }: PagesOf): ProjectPage[] {
  if (roleCovers(role, 'engineer')) return [...annotating, ...engineering]
  const demonstrations: ProjectPage = { key: 'demonstrations', path: '/demonstrations', icon: IconWriting }
  return [
    ...annotating,
    ...(labelSettings?.allowDemonstrations || labelSettings?.allowEdits ? [demonstrations] : []),
    ...(roleCovers(role, 'reviewer') ? [{ key: 'review', path: '/review', icon: IconScale } as const] : []),
    { key: 'history', path: '/history', icon: IconHistory },
  ]
}
