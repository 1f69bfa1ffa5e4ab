'use client'

import { type LabelSettings, labelSettings, type ShownLesson, type Tiers } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { RankBench } from '../ranking/rank-bench.tsx'
import classes from './lesson-bench.module.css'

interface LessonBenchProps {
  lesson: ShownLesson
  isAnswered: boolean
  isSubmitting: boolean
  onSubmit: (tiers: Tiers) => void
}

/** Lessons ask for the order alone, whatever else the project asks for. */
const orderAlone: LabelSettings = labelSettings.parse({ allowNotRankable: false })

/** A lesson on the same bench on which tasks are ranked. */
export function LessonBench({ lesson, isAnswered, isSubmitting, onSubmit }: LessonBenchProps) {
  const t = useTranslations('onboarding')
  return (
    <div className={classes.frame} inert={isAnswered}>
      <RankBench
        draftId={null}
        prompt={lesson.prompt}
        completions={lesson.completions}
        settings={orderAlone}
        isRaw={false}
        submitLabel={t('answer')}
        isSubmitting={isSubmitting}
        onSubmit={({ tiers }) => !isAnswered && onSubmit(tiers)}
        onCommand={() => {}}
      />
    </div>
  )
}
