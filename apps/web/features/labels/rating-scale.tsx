'use client'

import type { RatingAxis } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useId } from 'react'
import { chooseByPointer } from './choose-by-pointer.ts'
import classes from './rating-scale.module.css'

interface RatingScaleProps {
  axis: RatingAxis
  /** Counts from 0 in the order shown. */
  completion: number
  value: number | undefined
  onRate: (points: number) => void
}

/** A row of points. With the focus in it a digit rates, arrows move, and the same digit again takes the rating back. */
export function RatingScale({ axis, completion, value, onRate }: RatingScaleProps) {
  const t = useTranslations('labels')
  const name = useId()
  const points = Array.from({ length: axis.max }, (_, index) => index + 1)
  const typeDigit = (event: KeyboardEvent) => {
    const digit = event.key === '0' && axis.max === 10 ? 10 : Number(event.key)
    if (!points.includes(digit) || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    onRate(digit)
  }
  const ends = [axis.low && `1: ${axis.low}`, axis.high && `${axis.max}: ${axis.high}`].filter(Boolean).join(' · ')
  return (
    <div
      className={classes.axis}
      role="radiogroup"
      aria-label={t('ratingOf', { axis: axis.label, completion: completion + 1 })}
      aria-required={axis.required}
      onKeyDown={typeDigit}
      tabIndex={-1}
    >
      <span className={classes.label} title={ends || undefined}>
        {axis.label}
        {!axis.required && <span className={classes.optional}> {t('optional')}</span>}
      </span>
      <span className={classes.points}>
        {points.map((point) => (
          <label
            key={point}
            className={classes.point}
            data-on={value === point || undefined}
            {...chooseByPointer(() => onRate(point))}
          >
            <input
              type="radio"
              name={name}
              className="pk-visually-hidden"
              checked={value === point}
              onChange={() => onRate(point)}
              onClick={() => value === point && onRate(point)}
            />
            {point}
          </label>
        ))}
      </span>
      {ends && <span className={classes.ends}>{ends}</span>}
    </div>
  )
}
