'use client'

import { Button, Group, Paper, SegmentedControl, Text, Title } from '@mantine/core'
import type { LabelSettings, ShownCompletion } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useLabels } from '../labels/use-labels.tsx'
import { RankBench } from '../ranking/rank-bench.tsx'
import classes from './label-preview.module.css'

/** The bench as annotators will see it, with texts of its own; nothing that is said there goes anywhere. */
export function LabelPreview({ settings }: { settings: LabelSettings | null }) {
  const t = useTranslations('labelSettings.preview')
  const [count, setCount] = useState('2')
  const [round, setRound] = useState(0)
  return (
    <Paper component="section" className={classes.preview} aria-label={t('title')}>
      <Group justify="space-between" gap="xs" className={classes.head}>
        <Title order={2} size="h3">
          {t('title')}
        </Title>
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={t('completions')}
            data={['2', '3'].map((value) => ({ value, label: t('count', { count: Number(value) }) }))}
            value={count}
            onChange={setCount}
          />
          <Button size="xs" variant="default" onClick={() => setRound(round + 1)}>
            {t('again')}
          </Button>
        </Group>
      </Group>
      {settings ? (
        <PreviewBench
          key={`${count}-${round}-${settings.allowTies}-${settings.allowPartial}`}
          settings={settings}
          count={Number(count)}
        />
      ) : (
        <Text size="sm" c="dimmed" p="md">
          {t('invalid')}
        </Text>
      )}
    </Paper>
  )
}

function PreviewBench({ settings, count }: { settings: LabelSettings; count: number }) {
  const t = useTranslations('labelSettings.preview')
  const [isSubmitted, setSubmitted] = useState(false)
  const completions = Array.from({ length: count }, (_, index): ShownCompletion => {
    return { id: `preview-${index}`, text: t(`texts.${index as 0}`) }
  })
  const { panels } = useLabels({ draftId: null, completions, settings })
  return (
    <div className={classes.bench}>
      <RankBench
        draftId={null}
        hearsKeys="inside"
        prompt={[{ role: 'user', content: t('prompt') }]}
        completions={completions}
        settings={settings}
        panels={panels}
        isRaw={false}
        submitLabel={t('submit')}
        onSubmit={() => setSubmitted(true)}
        onCommand={() => {}}
      />
      <Text size="xs" c="dimmed" role="status" px="sm" pb={4}>
        {isSubmitted ? t('submitted') : t('note')}
      </Text>
    </div>
  )
}
