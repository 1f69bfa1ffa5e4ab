'use client'

import { Modal, SegmentedControl, Text } from '@mantine/core'
import type { ShownCompletion } from '@plackett/contracts'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { ScrollRegion } from '../common/scroll-region.tsx'
import classes from './compare-dialog.module.css'
import { markDifferences } from './mark-differences.ts'
import { MarkedText } from './marked-text.tsx'
import type { RankingState } from './ranking-reducer.ts'

interface CompareDialogProps {
  isOpen: boolean
  onClose: () => void
  completions: ShownCompletion[]
  state: RankingState
  label: string
}

/** Two completions beside each other, as written, with their differences marked. */
export function CompareDialog({ isOpen, onClose, completions, state, label }: CompareDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={label}
      fullScreen
      classNames={{ body: classes.body, content: classes.content }}
    >
      {isOpen && <ComparedPair completions={completions} initial={firstPair(state)} />}
    </Modal>
  )
}

function ComparedPair({ completions, initial }: { completions: ShownCompletion[]; initial: [number, number] }) {
  const t = useTranslations('rank')
  const locale = useLocale()
  const [pair, setPair] = useState(initial)
  const [left, right] = [completions[pair[0]]!.text, completions[pair[1]]!.text]
  const marks = useMemo(() => markDifferences(left, right, locale), [left, right, locale])
  const choose = (side: 0 | 1) => (value: string) => {
    const chosen = Number(value)
    const other = pair[1 - side]!
    // Choosing what stands on the other side swaps the two.
    setPair(side === 0 ? [chosen, chosen === other ? pair[0] : other] : [chosen === other ? pair[1] : other, chosen])
  }
  const options = completions.map((_, index) => ({ value: String(index), label: String(index + 1) }))
  return (
    <div className={classes.pair}>
      {([0, 1] as const).map((side) => (
        <div key={side} className={classes.side}>
          <SegmentedControl
            size="sm"
            data={options}
            value={String(pair[side])}
            onChange={choose(side)}
            aria-label={t(side === 0 ? 'compareLeft' : 'compareRight')}
          />
          <ScrollRegion className={classes.text} dir="auto" aria-label={t('textOf', { completion: pair[side] + 1 })}>
            {marks ? <MarkedText parts={marks[side]} side={side} /> : completions[pair[side]]!.text}
          </ScrollRegion>
        </div>
      ))}
      {!marks && (
        <Text size="sm" c="dimmed" className={classes.note}>
          {t('tooDifferent')}
        </Text>
      )}
    </div>
  )
}

/** The selected one and the one before it, or the first two of the rail, or of the screen. */
function firstPair({ tiers, selected }: RankingState): [number, number] {
  const rail = tiers.flat()
  if (selected !== null && rail.length > 1) {
    const at = Math.max(1, rail.indexOf(selected))
    return [rail[at - 1]!, rail[at]!]
  }
  return rail.length > 1 ? [rail[0]!, rail[1]!] : [0, 1]
}
