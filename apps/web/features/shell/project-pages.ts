import type { Role } from '@plackett/contracts'
import { roleCovers } from '@plackett/contracts'
import {
  IconChartLine,
  IconDatabase,
  IconHistory,
  IconHome,
  IconListNumbers,
  IconSettings,
  IconTrophy,
  type TablerIcon,
} from '@tabler/icons-react'

export interface ProjectPage {
  key: 'overview' | 'rank' | 'history' | 'data' | 'training' | 'models' | 'settings'
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
  { key: 'data', path: '/data', icon: IconDatabase },
  { key: 'training', path: '/training', icon: IconChartLine },
  { key: 'models', path: '/models', icon: IconTrophy },
  { key: 'settings', path: '/settings', icon: IconSettings },
]

/** The entries at the left for a role: at most six. An engineer's own rankings are a link on the overview. */
export function projectPages(role: Role): ProjectPage[] {
  if (roleCovers(role, 'engineer')) return [...annotating, ...engineering]
  return [...annotating, { key: 'history', path: '/history', icon: IconHistory }]
}
