'use client'

import { Button, Kbd } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useKeys } from '../keyboard/use-keys.ts'
import { isComplete, type RankingState, unplaced } from './ranking-reducer.ts'
import classes from './submit-button.module.css'

interface SubmitButtonProps {
  state: RankingState
  submit: () => void
  /** What the panels still miss, in words. */
  missing: string | null
  label: string
  isSubmitting: boolean
}

/** Says what is missing until all is placed and all that the project asks for is given: there is no default answer to send by accident. */
export function SubmitButton({ state, submit, missing, label, isSubmitting }: SubmitButtonProps) {
  const t = useTranslations('rank')
  const { capFor } = useKeys()
  const left = unplaced(state).length
  const words = !isComplete(state) ? t('placeFirst', { count: left }) : missing
  return (
    <Button
      className={classes.submit}
      onClick={submit}
      loading={isSubmitting}
      aria-disabled={words !== null || undefined}
      variant={words === null ? 'filled' : 'default'}
      rightSection={words === null && capFor('submit') && <Kbd className={classes.enter}>{capFor('submit')}</Kbd>}
    >
      {words ?? label}
    </Button>
  )
}
