'use client'

import { useDisclosure } from '@mantine/hooks'
import type { MemberProject } from '@plackett/contracts'
import { Activity, useState } from 'react'
import { NoticeBar } from '../annotator/notice-bar.tsx'
import { GoldNote } from '../gold/gold-note.tsx'
import { GuidelinesChange } from '../guidelines/guidelines-change.tsx'
import { useGuidelinesChange } from '../guidelines/use-guidelines-change.ts'
import { useOutbox } from '../outbox/outbox-context.tsx'
import { SkipLink } from '../shell/skip-link.tsx'
import { GuidelinesDrawer } from './guidelines-drawer.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { NoTask } from './no-task.tsx'
import { RankBar } from './rank-bar.tsx'
import type { ScreenCommand } from './rank-bench.tsx'
import classes from './rank-screen.module.css'
import { RefusedDialog } from './refused-dialog.tsx'
import { TaskBench } from './task-bench.tsx'
import { useAnswers } from './use-answers.ts'
import { useLeases } from './use-leases.ts'
import { useOtherTabs } from './use-other-tabs.ts'
import { useProjectChanges } from './use-project-changes.ts'
import { useTaskQueue } from './use-task-queue.ts'

/** Task after task: the one on the screen, and the next one drawn behind it so that Enter only has to show it. */
export function RankScreen({ project }: { project: MemberProject }) {
  const { queue, dispatch, problem, retry } = useTaskQueue(project.id)
  const lost = useLeases({ queue, dispatch, leaseMinutes: project.leaseMinutes })
  const current = queue.held[0]
  const change = useGuidelinesChange(project, current?.assignment)
  const answers = useAnswers({ project, guidelinesVersion: change.seen, dispatch })
  useOtherTabs(dispatch)
  useProjectChanges(project, queue.held)
  const isReady = useOutbox() !== null
  const [isRaw, setRaw] = useState(false)
  const [keys, keysDialog] = useDisclosure()
  const [guidelines, guidelinesDrawer] = useDisclosure()
  const [refused, refusedDialog] = useDisclosure()

  const command = (name: Exclude<ScreenCommand, 'skip' | 'not-rankable'>) => {
    if (name === 'help') keysDialog.open()
    if (name === 'guidelines') guidelinesDrawer.open()
    if (name === 'raw') setRaw((before) => !before)
    if (name === 'undo-previous') answers.undo()
  }
  return (
    <div className={classes.screen}>
      <SkipLink />
      <RankBar
        project={project}
        current={current}
        answered={answers.count}
        canUndo={answers.previous !== null}
        isRaw={isRaw}
        onCommand={command}
        onShowRefused={refusedDialog.open}
      />
      <main id="main" tabIndex={-1} className={classes.main}>
        <NoticeBar projectId={project.id} />
        <GoldNote projectId={project.id} />
        {isReady &&
          queue.held.map((task, index) => (
            <Activity key={task.assignment.id} mode={index === 0 ? 'visible' : 'hidden'}>
              <TaskBench
                task={task}
                settings={project.labelSettings}
                isRaw={isRaw}
                isLost={lost.has(task.assignment.id)}
                onCommand={command}
                onAnswer={(answer) => answers.give(task, answer)}
                onSkip={(skip) => answers.skip(task, skip)}
              />
            </Activity>
          ))}
        {!(isReady && current) && (
          <NoTask
            project={project}
            reason={isReady ? queue.none : null}
            problem={problem}
            canUndo={answers.previous !== null}
            onRetry={() => {
              retry()
              dispatch({ type: 'ask-again' })
            }}
            onUndo={answers.undo}
          />
        )}
      </main>
      <KeysDialog isOpen={keys} onClose={keysDialog.close} />
      <GuidelinesDrawer guidelines={project.guidelines} isOpen={guidelines} onClose={guidelinesDrawer.close} />
      <GuidelinesChange project={project} change={change} />
      <RefusedDialog isOpen={refused} onClose={refusedDialog.close} />
    </div>
  )
}
