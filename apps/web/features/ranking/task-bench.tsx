'use client'

import { Alert, Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { LabelSettings, SkipReason } from '@plackett/contracts'
import { IconClockOff } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { useLabels } from '../labels/use-labels.tsx'
import { NotRankableDialog } from './not-rankable-dialog.tsx'
import { RankBench, type ScreenCommand } from './rank-bench.tsx'
import { SkipDialog } from './skip-dialog.tsx'
import classes from './task-bench.module.css'
import type { HeldTask } from './task-queue.ts'
import type { Answer } from './use-answers.ts'
import { useServerDraft } from './use-server-draft.ts'

interface TaskBenchProps {
  task: HeldTask
  settings: LabelSettings
  isRaw: boolean
  isLost: boolean
  onCommand: (name: Exclude<ScreenCommand, 'skip' | 'not-rankable'>) => void
  onAnswer: (answer: Answer) => void
  onSkip: (skip: { reason: SkipReason; note?: string }) => void
}

/** A leased task on the bench, with the ways out that are not a ranking. */
export function TaskBench({ task, settings, isRaw, isLost, onCommand, onAnswer, onSkip }: TaskBenchProps) {
  const t = useTranslations('rank')
  const [skipping, skipDialog] = useDisclosure()
  const [refusing, refuseDialog] = useDisclosure()
  const activeMs = useRef(() => 0)
  const { assignment, revising } = task
  const { completions } = assignment
  const { panels, said, labels } = useLabels({
    draftId: assignment.id,
    completions,
    settings,
    initial: revising?.labels,
  })
  useServerDraft(assignment.id, revising === null)
  const mayRefuse = settings.allowNotRankable && !revising

  const command = (name: ScreenCommand) => {
    if (name === 'skip') skipDialog.open()
    else if (name === 'not-rankable') mayRefuse && refuseDialog.open()
    else onCommand(name)
  }
  return (
    <>
      {isLost && (
        <Alert
          color="yellow"
          variant="light"
          icon={<IconClockOff aria-hidden />}
          className={classes.lost}
          role="status"
        >
          {t('leaseLost')}
        </Alert>
      )}
      <RankBench
        draftId={assignment.id}
        prompt={assignment.prompt}
        background={assignment.background}
        completions={completions}
        settings={settings}
        panels={panels}
        initialTiers={revising?.tiers}
        isRaw={isRaw}
        submitLabel={t(revising ? 'submitAgain' : 'submit')}
        activeMsRef={activeMs}
        onSubmit={(answer) => onAnswer({ kind: 'ranking', ...answer, said: said(answer.tiers), labels })}
        onCommand={command}
        actions={
          <>
            <Button variant="subtle" color="gray" px="sm" onClick={skipDialog.open}>
              {t(revising ? 'leaveAsIs' : 'skip')}
            </Button>
            {mayRefuse && (
              <Button variant="subtle" color="gray" px="sm" onClick={refuseDialog.open}>
                {t('notRankable')}
              </Button>
            )}
          </>
        }
      />
      <SkipDialog
        isOpen={skipping}
        isRevising={revising !== null}
        onClose={skipDialog.close}
        onConfirm={(skip) => {
          skipDialog.close()
          onSkip(skip)
        }}
      />
      <NotRankableDialog
        reasons={settings.notRankableReasons}
        isOpen={refusing}
        onClose={refuseDialog.close}
        onConfirm={(reason) => {
          refuseDialog.close()
          onAnswer({ kind: 'not_rankable', reason, activeMs: activeMs.current() })
        }}
      />
    </>
  )
}
