'use client'

import type { LabelSettings } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { CompletionMark } from '../ranking/completion-mark.tsx'
import { chooseByPointer } from './choose-by-pointer.ts'
import classes from './strength-scale.module.css'

interface StrengthScaleProps {
  settings: LabelSettings
  /** Of the order as it stands; its strength may be missing yet. */
  better: 0 | 1 | 'same' | null
  strength: number | null
  /** Below 0 the first is better, above 0 the second, by so many strengths; 0 is about the same. */
  onPrefer: (preference: number) => void
}

/** From "the first is much better" over "about the same" to "the second is much better", as one group of choices. */
export function StrengthScale({ settings, better, strength, onPrefer }: StrengthScaleProps) {
  const t = useTranslations('labels')
  const name = useId()
  const { strengths, allowTies } = settings
  const levels = strengths.map((_, index) => index + 1)
  const steps = [...levels.map((level) => -level).reverse(), ...(allowTies ? [0] : []), ...levels]
  const chosen =
    better === 'same' ? 0 : better === null || strength === null ? null : better === 0 ? -strength : strength
  return (
    <div className={classes.root}>
      <div className={classes.scale} role="radiogroup" aria-label={t('strength')}>
        {steps.map((step) => (
          <label
            key={step}
            className={classes.step}
            data-on={chosen === step || undefined}
            {...chooseByPointer(() => onPrefer(step))}
          >
            <input
              type="radio"
              name={name}
              className="pk-visually-hidden"
              checked={chosen === step}
              onChange={() => onPrefer(step)}
            />
            {step !== 0 && <CompletionMark completion={step < 0 ? 0 : 1} />}
            <span className={classes.words}>{step === 0 ? t('same') : strengths[Math.abs(step) - 1]}</span>
            <span className={classes.sign} aria-hidden>
              {step === 0 ? '=' : '+'.repeat(Math.abs(step))}
            </span>
          </label>
        ))}
      </div>
      <span className={classes.chosen} aria-hidden>
        {chosen === null ? '' : chosen === 0 ? t('same') : `${chosen < 0 ? 1 : 2}: ${strengths[Math.abs(chosen) - 1]}`}
      </span>
    </div>
  )
}
