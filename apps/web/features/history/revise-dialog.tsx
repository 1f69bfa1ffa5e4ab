'use client'

import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { RankingHistoryItem } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { newKey } from '../common/new-key.ts'
import { ProblemNote } from '../common/problem-note.tsx'
import { labelsStateOf } from '../labels/labels-state.ts'
import { useLabels } from '../labels/use-labels.tsx'
import { dropDraft } from '../ranking/draft-store.ts'
import { GuidelinesDrawer } from '../ranking/guidelines-drawer.tsx'
import { KeysDialog } from '../ranking/keys-dialog.tsx'
import { type BenchAnswer, RankBench, type ScreenCommand } from '../ranking/rank-bench.tsx'
import { useProject } from '../shell/project-context.ts'
import classes from './revise-dialog.module.css'
import { tiersOfRanks } from './tiers-of-ranks.ts'

interface ReviseDialogProps {
  item: RankingHistoryItem
  onClose: () => void
}

/** An earlier answer on the bench again; what is submitted is a new revision beside it. */
export function ReviseDialog({ item, onClose }: ReviseDialogProps) {
  const t = useTranslations('history')
  const common = useTranslations('common')
  const project = useProject()
  const queryClient = useQueryClient()
  const [idempotencyKey] = useState(newKey)
  const [isRaw, setRaw] = useState(false)
  const [keys, keysDialog] = useDisclosure()
  const [guidelines, guidelinesDrawer] = useDisclosure()
  const draftId = `${item.id}.revision`
  const { completions } = item
  const settings = project.labelSettings
  const { panels, said } = useLabels({ draftId, completions, settings, initial: labelsStateOf(item) })
  const revise = useMutation({
    mutationFn: ({ typed: _, ...answer }: BenchAnswer) =>
      api.ranking.revise.mutate({ rankingId: item.id, idempotencyKey, ...answer, ...said(answer.tiers) }),
    onSuccess: async () => {
      dropDraft(draftId)
      await queryClient.invalidateQueries({ queryKey: ['ranking'] })
      onClose()
    },
  })
  const command = (name: ScreenCommand) => {
    if (name === 'help') keysDialog.open()
    if (name === 'guidelines') guidelinesDrawer.open()
    if (name === 'raw') setRaw((before) => !before)
  }
  const leave = () => {
    dropDraft(draftId)
    onClose()
  }
  return (
    <Modal opened onClose={leave} fullScreen title={t('reviseTitle')} closeOnEscape={false} classNames={classes}>
      {revise.isError && <ProblemNote error={revise.error} />}
      <RankBench
        draftId={draftId}
        prompt={item.prompt}
        completions={completions}
        settings={settings}
        panels={panels}
        initialTiers={tiersOfRanks(item.ranks)}
        isRaw={isRaw}
        submitLabel={t('submit')}
        isSubmitting={revise.isPending}
        onSubmit={revise.mutate}
        onCommand={command}
        actions={
          <Button variant="subtle" color="gray" px="sm" onClick={leave}>
            {common('cancel')}
          </Button>
        }
      />
      <KeysDialog isOpen={keys} onClose={keysDialog.close} />
      <GuidelinesDrawer guidelines={project.guidelines} isOpen={guidelines} onClose={guidelinesDrawer.close} />
    </Modal>
  )
}
