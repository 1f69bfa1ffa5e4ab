'use client'

import { Stack, Text } from '@mantine/core'
import type { Leaderboard } from '@plackett/contracts'
import { IconTrophy } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { EmptyState } from '../common/empty-state.tsx'
import { Moment } from '../common/moment.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import classes from '../project/project-progress.module.css'
import { HistoryPanel } from './history-panel.tsx'
import { LanguagePanel } from './language-panel.tsx'
import { MatrixPanel } from './matrix-panel.tsx'
import { RatingPanel } from './rating-panel.tsx'
import { StylePanel } from './style-panel.tsx'

/** A leaderboard, for its project's engineers and for whoever has its link (then there is no project to lead to). */
export function LeaderboardView({ board, projectId }: { board: Leaderboard; projectId: string | null }) {
  const t = useTranslations('leaderboard')
  if (board.rows.length === 0) {
    return (
      <EmptyState icon={<IconTrophy size={32} stroke={1.5} />} title={t('emptyTitle')}>
        {t('empty')}
      </EmptyState>
    )
  }
  return (
    <Stack gap="lg">
      <RatingPanel board={board} />
      <Notes board={board} />
      {board.style && <StylePanel style={board.style} />}
      <MatrixPanel board={board} />
      <div className={classes.panels}>
        <HistoryPanel board={board} />
        {board.byLanguage.length > 1 && <LanguagePanel board={board} projectId={projectId} />}
      </div>
      <Text size="xs" c="dimmed">
        {t('computedAt')} <Moment at={new Date(board.computedAt)} />. {t('method')}
      </Text>
    </Stack>
  )
}

/** What must be known to read the ratings right. */
function Notes({ board }: { board: Leaderboard }) {
  const t = useTranslations('leaderboard')
  const { count } = useNumbers()
  const { robustness, components, isWeighted } = board
  return (
    <Stack gap={4}>
      {robustness && (
        <Text size="sm">
          {t('robustness', {
            leader: robustness.leader,
            challenger: robustness.challenger,
            survives: count(robustness.comparisons - 1),
            falls: count(robustness.comparisons),
            all: count(board.comparisons),
          })}
        </Text>
      )}
      {components.length > 0 && (
        <Text size="sm">{t('components', { groups: components.map((group) => group.join(', ')).join(' | ') })}</Text>
      )}
      {isWeighted && <Text size="sm">{t('weighted')}</Text>}
    </Stack>
  )
}
