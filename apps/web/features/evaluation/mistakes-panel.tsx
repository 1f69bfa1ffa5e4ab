'use client'

import { Button, Stack, Text } from '@mantine/core'
import type { Mistake } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Panel } from '../common/panel.tsx'
import { ScrollRegion } from '../common/scroll-region.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import classes from './mistakes-panel.module.css'

const shownAtFirst = 3

/** The pairs that a model has most wrong, for a person to judge who is wrong. */
export function MistakesPanel({ mistakes }: { mistakes: readonly Mistake[] }) {
  const t = useTranslations('evaluation')
  const { count } = useNumbers()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? mistakes : mistakes.slice(0, shownAtFirst)
  return (
    <Panel title={t('mistakes')} note={t('mistakesNote')}>
      <Stack gap="md">
        <ol className={classes.list}>
          {shown.map((mistake, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <li key={at} className={classes.item}>
              <MistakeView mistake={mistake} />
            </li>
          ))}
        </ol>
        {mistakes.length > shownAtFirst && (
          <Button variant="default" onClick={() => setWhole(!isWhole)} style={{ alignSelf: 'flex-start' }}>
            {isWhole ? t('fewerMistakes') : t('allMistakes', { count: count(mistakes.length) })}
          </Button>
        )}
      </Stack>
    </Panel>
  )
}

function MistakeView({ mistake }: { mistake: Mistake }) {
  const t = useTranslations('evaluation')
  const { prompt, strength, annotator } = mistake
  return (
    <Stack gap="xs">
      <Words text={prompt} />
      <Text size="xs" c="dimmed" className="pk-figures">
        {t('ranksApart', { count: strength })}
        {annotator && ` · ${t('judgedBy', { annotator })}`}
      </Text>
      <div className={classes.sides}>
        <Side title={t('chosen')} text={mistake.chosen} reward={mistake.chosenReward} model={mistake.chosenModel} />
        <Side
          title={t('rejected')}
          text={mistake.rejected}
          reward={mistake.rejectedReward}
          model={mistake.rejectedModel}
        />
      </div>
    </Stack>
  )
}

interface SideProps {
  title: string
  text: string
  reward: number
  model: string | null
}

function Side({ title, text, reward, model }: SideProps) {
  const { decimal } = useNumbers()
  return (
    <div className={classes.side}>
      <Text size="xs" c="dimmed" className="pk-figures">
        {title} · <strong>{decimal(reward, 2)}</strong>
        {model && <span className="pk-mono"> {model}</span>}
      </Text>
      <Words text={text} />
    </div>
  )
}

/** Long texts scroll. */
function Words({ text }: { text: string }) {
  return (
    <ScrollRegion aria-label={text.slice(0, 60)} className={`pk-own-words ${classes.words}`} dir="auto">
      {text}
    </ScrollRegion>
  )
}
