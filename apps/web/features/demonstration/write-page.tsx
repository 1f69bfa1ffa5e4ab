'use client'

import { Button, Group } from '@mantine/core'
import { IconChecks } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { EmptyState } from '../common/empty-state.tsx'
import { QueryView } from '../common/query-view.tsx'
import { useProject } from '../shell/project-context.ts'
import { DemonstrationsTabs } from './demonstrations-tabs.tsx'
import { WriteForm } from './write-form.tsx'

const mostSkipped = 100

/** One prompt after the other that has no demonstration yet, or a prompt of one's own. */
export function WritePage() {
  const t = useTranslations('demonstrations')
  const { id: projectId } = useProject()
  const [isOwn, setOwn] = useState(false)
  const [round, setRound] = useState(0)
  const [skipped, setSkipped] = useState<string[]>([])
  const next = useQuery({
    ...queryOf('demonstration.nextPrompt', api.demonstration.nextPrompt, { projectId, skipped }),
    // A prompt must not be taken away while somebody writes for it.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
  const goOn = async () => {
    setRound(round + 1)
    if (!isOwn) await next.refetch()
  }
  if (isOwn) {
    return (
      <>
        <DemonstrationsTabs />
        <WriteForm
          key={`own-${round}`}
          about={null}
          onDone={goOn}
          other={t('givenPrompt')}
          onOther={() => setOwn(false)}
        />
      </>
    )
  }
  return (
    <>
      <DemonstrationsTabs />
      <QueryView query={next}>
        {(wanted) =>
          wanted === null ? (
            <EmptyState
              icon={<IconChecks size={32} stroke={1.5} />}
              title={t('noPromptTitle')}
              action={
                <Group gap="xs">
                  {skipped.length > 0 && (
                    <Button variant="default" onClick={() => setSkipped([])}>
                      {t('skippedAgain')}
                    </Button>
                  )}
                  <Button onClick={() => setOwn(true)}>{t('ownPrompt')}</Button>
                </Group>
              }
            >
              {t('noPrompt')}
            </EmptyState>
          ) : (
            <WriteForm
              key={`${wanted.promptId}-${round}`}
              about={wanted}
              onDone={goOn}
              onSkip={() => setSkipped([...skipped.slice(1 - mostSkipped), wanted.promptId])}
              other={t('ownPrompt')}
              onOther={() => setOwn(true)}
            />
          )
        }
      </QueryView>
    </>
  )
}
