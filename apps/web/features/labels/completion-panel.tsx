'use client'

import { Button, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { LabelSettings, ShownCompletion } from '@plackett/contracts'
import { IconHighlight, IconPencil } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import type { Dispatch } from 'react'
import classes from './completion-panel.module.css'
import { EditDialog } from './edit-dialog.tsx'
import { FlagButtons } from './flag-buttons.tsx'
import type { LabelsAction, SaidOfCompletion } from './labels-state.ts'
import { RatingScale } from './rating-scale.tsx'
import { SpanDialog } from './span-dialog.tsx'

export interface CompletionPanelProps {
  completion: ShownCompletion
  /** Counts from 0 in the order shown. */
  place: number
  said: SaidOfCompletion
  settings: LabelSettings
  dispatch: Dispatch<LabelsAction>
}

/** What the project asks about one completion, under its text. */
export function CompletionPanel({ completion, place, said, settings, dispatch }: CompletionPanelProps) {
  const t = useTranslations('labels')
  const { id } = completion
  return (
    <div className={classes.panel}>
      {settings.ratings.map((axis) => (
        <RatingScale
          key={axis.key}
          axis={axis}
          completion={place}
          value={said.ratings[axis.key]}
          onRate={(points) => dispatch({ type: 'rate', id, axis: axis.key, points })}
        />
      ))}
      {settings.flags.length > 0 && (
        <FlagButtons
          flags={settings.flags}
          completion={place}
          set={said.flags}
          onToggle={(flag) => dispatch({ type: 'flag', id, flag })}
        />
      )}
      {(settings.spans.length > 0 || settings.allowEdits) && (
        <TextTools {...{ completion, place, said, settings, dispatch }} />
      )}
      {settings.critique !== 'off' && (
        <Textarea
          size="xs"
          minRows={1}
          maxRows={6}
          maxLength={10_000}
          dir="auto"
          placeholder={t(settings.critique === 'required' ? 'critiqueRequired' : 'critiqueOptional')}
          aria-label={t('critiqueOf', { completion: place + 1 })}
          aria-required={settings.critique === 'required'}
          value={said.critique}
          onChange={(event) => dispatch({ type: 'criticise', id, critique: event.currentTarget.value })}
        />
      )}
    </div>
  )
}

/** Marks on the text, and a corrected text: each in a dialog over the bench, where there is room to read. */
function TextTools({ completion, place, said, settings, dispatch }: CompletionPanelProps) {
  const t = useTranslations('labels')
  const [marking, markDialog] = useDisclosure()
  const [editing, editDialog] = useDisclosure()
  const { id, text } = completion
  return (
    <div className={classes.tools}>
      {settings.spans.length > 0 && (
        <Button
          variant={said.spans.length > 0 ? 'light' : 'default'}
          size="compact-sm"
          leftSection={<IconHighlight size={14} aria-hidden />}
          onClick={markDialog.open}
        >
          {t('marks', { count: said.spans.length })}
        </Button>
      )}
      {settings.allowEdits && (
        <Button
          variant={said.editedText === null ? 'default' : 'light'}
          size="compact-sm"
          leftSection={<IconPencil size={14} aria-hidden />}
          onClick={editDialog.open}
        >
          {t(said.editedText === null ? 'correct' : 'corrected')}
        </Button>
      )}
      <SpanDialog
        isOpen={marking}
        onClose={markDialog.close}
        title={t('marksOf', { completion: place + 1 })}
        text={text}
        labels={settings.spans}
        spans={said.spans}
        onMark={(span) => dispatch({ type: 'mark', id, span })}
        onUnmark={(index) => dispatch({ type: 'unmark', id, index })}
      />
      <EditDialog
        isOpen={editing}
        onClose={editDialog.close}
        title={t('correctionOf', { completion: place + 1 })}
        text={text}
        editedText={said.editedText}
        onEdit={(editedText) => dispatch({ type: 'edit', id, editedText })}
      />
    </div>
  )
}
