'use client'

import type { LabelSettings, ShownCompletion } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { useReducer, useState } from 'react'
import type { BenchPanels } from '../ranking/bench-panels.ts'
import { loadDraft } from '../ranking/draft-store.ts'
import { CompletionPanel } from './completion-panel.tsx'
import { answerOf, type LabelsState, labelsReducer, noLabels, type Said, saidOf } from './labels-state.ts'
import { missingLabel } from './missing-label.ts'
import { TaskPanel } from './task-panel.tsx'

interface LabelsOptions {
  /** Names the draft that a reload takes up again; null keeps none. */
  draftId: string | null
  /** In the order shown. */
  completions: ShownCompletion[]
  settings: LabelSettings
  /** How an earlier answer stood. */
  initial?: LabelsState | undefined
}

/** The panels that the label settings ask for, and what was said in them. */
export function useLabels({ draftId, completions, settings, initial = noLabels }: LabelsOptions) {
  const t = useTranslations('labels')
  const [kept] = useState(() => (draftId === null ? undefined : (loadDraft(draftId)?.labels ?? undefined)))
  const [labels, dispatch] = useReducer(labelsReducer, kept ?? initial)
  const ids = completions.map(({ id }) => id)
  const missing: BenchPanels['missing'] = ({ tiers }) => {
    const found = missingLabel(labels, { settings, ids, tiers: tiers.length })
    if (found === null) return null
    const completion = 'completion' in found ? found.completion + 1 : 0
    return t(`missing.${found.what}`, { completion, label: 'label' in found ? found.label : '' })
  }
  const panels: BenchPanels = {
    ofCompletion: asksOfCompletions(settings)
      ? (place) => (
          <CompletionPanel
            completion={completions[place]!}
            said={saidOf(labels, ids[place]!)}
            {...{ place, settings, dispatch }}
          />
        )
      : undefined,
    ofTask: asksOfTask(settings, ids.length)
      ? (ranking) => <TaskPanel {...{ settings, labels, dispatch, ranking }} />
      : undefined,
    missing,
    draft: labels,
  }
  const said = (tiers: string[][]): Said => answerOf(labels, { tiers, settings, ids })
  return { panels, said, labels }
}

function asksOfCompletions({ ratings, flags, spans, critique, allowEdits }: LabelSettings): boolean {
  return ratings.length + flags.length + spans.length > 0 || critique !== 'off' || allowEdits
}

function asksOfTask({ question, strengths, allowAllBad, reason }: LabelSettings, completions: number): boolean {
  return question !== '' || (strengths.length > 0 && completions === 2) || allowAllBad || reason !== 'off'
}
