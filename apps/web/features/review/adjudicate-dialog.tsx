'use client'

import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Review } from '@plackett/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { newKey } from '../common/new-key.ts'
import { ProblemNote } from '../common/problem-note.tsx'
import benchClasses from '../history/revise-dialog.module.css'
import { useLabels } from '../labels/use-labels.tsx'
import { dropDraft } from '../ranking/draft-store.ts'
import { GuidelinesDrawer } from '../ranking/guidelines-drawer.tsx'
import { KeysDialog } from '../ranking/keys-dialog.tsx'
import { type BenchAnswer, RankBench, type ScreenCommand } from '../ranking/rank-bench.tsx'
import { useProject } from '../shell/project-context.ts'

/** The reviewer's own ranking, made on the same bench as everybody's and stored beside theirs. */
export function AdjudicateDialog({ review, onClose }: { review: Review; onClose: () => void }) {
  const t = useTranslations('review')
  const common = useTranslations('common')
  const project = useProject()
  const queryClient = useQueryClient()
  const [idempotencyKey] = useState(newKey)
  const [isRaw, setRaw] = useState(false)
  const [keys, keysDialog] = useDisclosure()
  const [guidelines, guidelinesDrawer] = useDisclosure()
  const draftId = `${review.id}.adjudication`
  const { completions, id: taskId } = review
  const settings = project.labelSettings
  const { panels, said } = useLabels({ draftId, completions, settings })
  const adjudicate = useMutation({
    mutationFn: ({ tiers, asShown, activeMs }: BenchAnswer) =>
      api.ranking.adjudicate.mutate({ taskId, idempotencyKey, tiers, asShown, activeMs, ...said(tiers) }),
    onSuccess: async () => {
      dropDraft(draftId)
      await queryClient.invalidateQueries({ queryKey: ['review'] })
      onClose()
    },
  })
  const command = (name: ScreenCommand) => {
    if (name === 'help') keysDialog.open()
    if (name === 'guidelines') guidelinesDrawer.open()
    if (name === 'raw') setRaw((before) => !before)
  }
  return (
    <Modal opened onClose={onClose} fullScreen title={t('adjudicate')} closeOnEscape={false} classNames={benchClasses}>
      {adjudicate.isError && <ProblemNote error={adjudicate.error} />}
      <RankBench
        draftId={draftId}
        prompt={review.prompt}
        completions={completions}
        settings={settings}
        panels={panels}
        isRaw={isRaw}
        submitLabel={t('adjudicateSubmit')}
        isSubmitting={adjudicate.isPending}
        onSubmit={adjudicate.mutate}
        onCommand={command}
        actions={
          <Button variant="subtle" color="gray" px="sm" onClick={onClose}>
            {common('cancel')}
          </Button>
        }
      />
      <KeysDialog isOpen={keys} onClose={keysDialog.close} />
      <GuidelinesDrawer guidelines={project.guidelines} isOpen={guidelines} onClose={guidelinesDrawer.close} />
    </Modal>
  )
}
