'use client'

import { Button, Group, Text } from '@mantine/core'
import type { RankingHistoryItem } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import { Moment } from '../common/moment.tsx'
import { StatusBadge } from '../common/status-badge.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { CompletionMark } from '../ranking/completion-mark.tsx'
import classes from './history-list.module.css'
import { tiersOfRanks } from './tiers-of-ranks.ts'

interface HistoryListProps {
  items: RankingHistoryItem[]
  onRevise: (item: RankingHistoryItem) => void
  onDiscuss: (item: RankingHistoryItem) => void
}

export function HistoryList({ items, onRevise, onDiscuss }: HistoryListProps) {
  return (
    <ul className={classes.list}>
      {items.map((item) => (
        <HistoryRow key={item.id} item={item} onRevise={() => onRevise(item)} onDiscuss={() => onDiscuss(item)} />
      ))}
    </ul>
  )
}

interface HistoryRowProps {
  item: RankingHistoryItem
  onRevise: () => void
  onDiscuss: () => void
}

function HistoryRow({ item, onRevise, onDiscuss }: HistoryRowProps) {
  const t = useTranslations('history')
  const { count } = useNumbers()
  const line = item.prompt
    .findLast(({ role }) => role === 'user')
    ?.content.trim()
    .split('\n', 1)[0]
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <Text size="sm" fw={500} truncate dir="auto">
          {line || t('emptyPrompt')}
        </Text>
        {item.notRankable === null ? (
          <Order item={item} />
        ) : (
          <Text size="sm" c="dimmed">
            {t('notRankable', { reason: item.notRankable })}
          </Text>
        )}
        {item.returned && (
          <Text size="sm" dir="auto" role="note">
            <StatusBadge meaning="warn">{t('returnedBy', { name: item.returned.reviewer })}</StatusBadge>{' '}
            {item.returned.comment}
          </Text>
        )}
      </div>
      <Text size="xs" c="dimmed" className={classes.facts}>
        <Moment at={item.createdAt} />
        <span>{t('took', { seconds: count(Math.round(item.activeMs / 1_000)) })}</span>
        {item.revision > 1 && <span>{t('revision', { revision: item.revision })}</span>}
      </Text>
      <Group gap="xs" justify="flex-end">
        <Button variant="subtle" size="xs" onClick={onDiscuss}>
          {t('discuss', { count: item.comments })}
        </Button>
        {item.isFrozen ? (
          <Text size="xs" c="dimmed">
            {t('frozen')}
          </Text>
        ) : (
          <Button variant="default" size="xs" onClick={onRevise}>
            {t('revise')}
          </Button>
        )}
      </Group>
    </li>
  )
}

/** The order given, with the models now named: the blind part is over. */
function Order({ item }: { item: RankingHistoryItem }) {
  const places = new Map(item.completions.map(({ id }, place) => [id, place]))
  const models = new Map(item.completions.map(({ id, model }) => [id, model]))
  return (
    <div className={classes.order}>
      {tiersOfRanks(item.ranks).map((tier, index) => (
        <Fragment key={tier[0]}>
          {index > 0 && <span className={`${classes.sign} pk-mirrored`}>›</span>}
          {tier.map((id, inTier) => (
            <Fragment key={id}>
              {inTier > 0 && <span className={classes.sign}>=</span>}
              <span className={classes.chip}>
                <CompletionMark completion={places.get(id) ?? 0} />
                <span className="pk-mono">{models.get(id)}</span>
              </span>
            </Fragment>
          ))}
        </Fragment>
      ))}
    </div>
  )
}
