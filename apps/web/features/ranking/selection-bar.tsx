'use client'

import { Button, Text } from '@mantine/core'
import { IconArrowBackUp, IconArrowLeft, IconArrowRight, IconEqual, IconX } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import type { Dispatch } from 'react'
import type { RankingAction, RankingState } from './ranking-reducer.ts'
import classes from './selection-bar.module.css'
import { useRankingWords } from './use-ranking-words.ts'

interface SelectionBarProps {
  state: RankingState
  dispatch: Dispatch<RankingAction>
}

/** What can be done with the selected chip, as buttons: for touch, for a single pointer, for screen readers. */
export function SelectionBar({ state, dispatch }: SelectionBarProps) {
  const t = useTranslations('rank')
  const words = useRankingWords()
  const { selected, tiers } = state
  if (selected === null) return null
  const tier = tiers.find((candidates) => candidates.includes(selected))
  if (!tier) return null
  const isTied = tier.length > 1
  const canMove = { earlier: isTied || tiers[0] !== tier, later: isTied || tiers.at(-1) !== tier }
  return (
    <div className={classes.bar} role="group" aria-label={t('selection', { completion: selected + 1 })}>
      <Text size="sm" className="pk-figures">
        {t('chip', { completion: selected + 1, place: words.placeOf(state, selected) })}
      </Text>
      <Button.Group>
        <Button
          variant="default"
          size="xs"
          disabled={!canMove.earlier}
          leftSection={<IconArrowLeft size={14} aria-hidden className="pk-mirrored" />}
          onClick={() => dispatch({ type: 'shift', step: -1 })}
        >
          {t('earlier')}
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={!canMove.later}
          leftSection={<IconArrowRight size={14} aria-hidden className="pk-mirrored" />}
          onClick={() => dispatch({ type: 'shift', step: 1 })}
        >
          {t('later')}
        </Button>
        {state.allowTies && (
          <Button
            variant="default"
            size="xs"
            disabled={!isTied && tiers.length < 2}
            leftSection={<IconEqual size={14} aria-hidden />}
            onClick={() => dispatch({ type: 'tie' })}
          >
            {t(isTied ? 'part' : 'tie')}
          </Button>
        )}
        <Button
          variant="default"
          size="xs"
          leftSection={<IconArrowBackUp size={14} aria-hidden />}
          onClick={() => dispatch({ type: 'take-back' })}
        >
          {t('takeBack')}
        </Button>
        <Button
          variant="default"
          size="xs"
          px={8}
          aria-label={t('deselect')}
          onClick={() => dispatch({ type: 'deselect' })}
        >
          <IconX size={14} aria-hidden />
        </Button>
      </Button.Group>
    </div>
  )
}
