'use client'

import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { LessonFeedback, MyOnboarding, Tiers } from '@plackett/contracts'
import { IconCircleCheck, IconLock, IconNotebook, IconSchool } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { api } from '../../trpc/api.ts'
import { queryOf } from '../../trpc/query-of.ts'
import { EmptyState } from '../common/empty-state.tsx'
import { LinkButton } from '../common/link-button.tsx'
import { PageHeader } from '../common/page-header.tsx'
import { ProblemNote } from '../common/problem-note.tsx'
import { QueryView } from '../common/query-view.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { GuidelinesDrawer } from '../ranking/guidelines-drawer.tsx'
import { useProject } from '../shell/project-context.ts'
import { LessonBench } from './lesson-bench.tsx'
import { LessonOutcome } from './lesson-outcome.tsx'

/** What a newcomer does before they rank: the guidelines, lessons with their right answers, and the quiz. */
export function OnboardingPage() {
  const t = useTranslations('onboarding')
  const project = useProject()
  const [guidelines, drawer] = useDisclosure()
  const mine = useQuery(queryOf('onboarding.mine', api.onboarding.mine, { projectId: project.id }))
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <Button variant="default" leftSection={<IconNotebook size={16} aria-hidden />} onClick={drawer.open}>
            {t('guidelines')}
          </Button>
        }
      />
      <QueryView query={mine}>{(data) => <Course key={data.next?.id ?? 'end'} standing={data} />}</QueryView>
      <GuidelinesDrawer guidelines={project.guidelines} isOpen={guidelines} onClose={drawer.close} />
    </>
  )
}

interface Answered {
  tiers: Tiers
  feedback: LessonFeedback
}

/** The lesson at hand; after a tutorial one what is right stays until the person goes on. */
function Course({ standing }: { standing: MyOnboarding }) {
  const queryClient = useQueryClient()
  const [answered, setAnswered] = useState<Answered | null>(null)
  const { next, attempt } = standing
  const goOn = () => queryClient.invalidateQueries({ queryKey: ['onboarding'] })
  const answer = useMutation({
    mutationFn: (tiers: Tiers) => api.onboarding.answer.mutate({ lessonId: next!.id, attempt, tiers }),
    onSuccess: (feedback, tiers) => (feedback.right ? setAnswered({ tiers, feedback }) : goOn()),
  })
  if (!next) return <CourseEnd standing={standing} />
  return (
    <>
      <Standing standing={standing} />
      {answer.isError && <ProblemNote error={answer.error} onRetry={goOn} />}
      {answered?.feedback.right && (
        <LessonOutcome given={answered.tiers} right={answered.feedback.right} lesson={next} onGoOn={goOn} />
      )}
      <LessonBench
        lesson={next}
        isAnswered={answered !== null}
        isSubmitting={answer.isPending}
        onSubmit={(tiers) => answer.mutate(tiers)}
      />
    </>
  )
}

/** Which lesson it is, and how the last attempt went. */
function Standing({ standing: { next, attempt, attempts, lastResult, passShare } }: { standing: MyOnboarding }) {
  const t = useTranslations('onboarding')
  const { percent } = useNumbers()
  const isQuiz = next!.stage === 'quiz'
  return (
    <Group gap="md" mb="sm">
      <Text fw={600}>{t(`step.${next!.stage}`, { number: next!.number, of: next!.of })}</Text>
      <Text size="sm" c="dimmed">
        {isQuiz ? t('attempt', { attempt, attempts, share: percent(passShare) }) : t('tutorialNote')}
      </Text>
      {isQuiz && lastResult && (
        <Text size="sm" c="var(--pk-danger)">
          {t('lastFailed', { share: percent(lastResult.share) })}
        </Text>
      )}
    </Group>
  )
}

function CourseEnd({ standing }: { standing: MyOnboarding }) {
  const t = useTranslations('onboarding')
  const { percent } = useNumbers()
  const { id } = useProject()
  const { quizzes, hasPassed, lastResult, tutorials } = standing
  const rank = <LinkButton href={`/projects/${id}/rank`}>{t('rank')}</LinkButton>
  const share = percent(lastResult?.share ?? 0)
  if (quizzes > 0 && !hasPassed) {
    return (
      <EmptyState icon={<IconLock size={32} stroke={1.5} />} title={t('failedTitle')}>
        {t('failed', { share, wanted: percent(standing.passShare) })}
      </EmptyState>
    )
  }
  if (quizzes + tutorials === 0) {
    return (
      <EmptyState icon={<IconSchool size={32} stroke={1.5} />} title={t('nothingTitle')} action={rank}>
        {t('nothing')}
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={<IconCircleCheck size={32} stroke={1.5} />} title={t('doneTitle')} action={rank}>
      {t(hasPassed ? 'passed' : 'learnt', { share })}
    </EmptyState>
  )
}
