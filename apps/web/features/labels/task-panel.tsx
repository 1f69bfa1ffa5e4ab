'use client'

import { Button, Text, Textarea } from '@mantine/core'
import type { LabelSettings } from '@plackett/contracts'
import { IconThumbDown } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import type { Dispatch } from 'react'
import type { PanelRanking } from '../ranking/bench-panels.ts'
import { asksForStrength, type LabelsAction, type LabelsState } from './labels-state.ts'
import { StrengthScale } from './strength-scale.tsx'
import classes from './task-panel.module.css'

interface TaskPanelProps {
  settings: LabelSettings
  labels: LabelsState
  dispatch: Dispatch<LabelsAction>
  /** The order as it is built, which the strength of a preference and "both bad" set too. */
  ranking: PanelRanking
}

/** What the project asks about the task as a whole, between the texts and the order. */
export function TaskPanel({ settings, labels, dispatch, ranking }: TaskPanelProps) {
  const t = useTranslations('labels')
  const { count, tiers, allowTies } = ranking.state
  const places = Array.from({ length: count }, (_, place) => place)
  const toggleAllBad = () => {
    dispatch({ type: 'all-bad', allBad: !labels.allBad })
    // With nothing placed yet, "both bad" says no more of the one than of the other.
    if (!labels.allBad && tiers.length === 0 && allowTies) ranking.dispatch({ type: 'arrange', tiers: [places] })
  }
  const prefer = (preference: number) => {
    const order = preference === 0 ? [[0, 1]] : preference < 0 ? [[0], [1]] : [[1], [0]]
    ranking.dispatch({ type: 'arrange', tiers: order })
    dispatch({ type: 'strengthen', strength: preference === 0 ? null : Math.abs(preference) })
  }
  return (
    <div className={classes.panel}>
      {settings.question && (
        <Text size="sm" fw={600} className={classes.question} dir="auto">
          {settings.question}
        </Text>
      )}
      {asksForStrength(settings, count) && (
        <StrengthScale
          settings={settings}
          better={betterOf(ranking.state.tiers)}
          strength={labels.strength}
          onPrefer={prefer}
        />
      )}
      {settings.allowAllBad && (
        <Button
          size="sm"
          variant="default"
          aria-pressed={labels.allBad}
          leftSection={<IconThumbDown size={16} aria-hidden />}
          className={classes.allBad}
          onClick={toggleAllBad}
        >
          {t(count === 2 ? 'bothBad' : 'allBad')}
        </Button>
      )}
      {settings.reason !== 'off' && (
        <Textarea
          className={classes.reason}
          size="sm"
          minRows={1}
          maxRows={6}
          maxLength={10_000}
          dir="auto"
          aria-label={t('reason')}
          aria-required={settings.reason === 'required'}
          placeholder={t(settings.reason === 'required' ? 'reasonRequired' : 'reasonOptional')}
          value={labels.reason}
          onChange={(event) => dispatch({ type: 'reason', reason: event.currentTarget.value })}
        />
      )}
    </div>
  )
}

function betterOf(tiers: PanelRanking['state']['tiers']): 0 | 1 | 'same' | null {
  if (tiers.flat().length < 2) return null
  return tiers.length === 1 ? 'same' : tiers[0]![0] === 0 ? 0 : 1
}
