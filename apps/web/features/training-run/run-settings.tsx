'use client'

import { Anchor } from '@mantine/core'
import type { TrainingRun } from '@plackett/contracts'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Moment } from '../common/moment.tsx'
import { Panel } from '../common/panel.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import classes from './run-settings.module.css'

/** What the run was asked to do: with the dataset version, all it takes to repeat it to the same numbers. */
export function RunSettings({ run, projectId }: { run: TrainingRun; projectId: string }) {
  const t = useTranslations('training')
  const { count } = useNumbers()
  const { config, startedAt, finishedAt } = run
  const took = startedAt && finishedAt ? Math.round((finishedAt.getTime() - startedAt.getTime()) / 1_000) : null
  const rows: [string, React.ReactNode][] = [
    [
      t('version'),
      <Anchor
        key="version"
        component={Link}
        href={`/projects/${projectId}/data/versions/${run.datasetVersionId}`}
        size="sm"
      >
        {t('seeVersion')}
      </Anchor>,
    ],
    [t('backbone'), config.backbone],
    [t('objective'), t(`objectives.${config.objective}`)],
    [t('seed'), count(config.seed)],
    [t('epochs'), config.epochs === undefined ? t('default') : count(config.epochs)],
    [t('learningRate'), config.learningRate ?? t('default')],
    [t('batchSize'), config.batchSize === undefined ? t('default') : count(config.batchSize)],
    ...transformerRows(config, t),
    [t('when'), <Moment key="when" at={run.createdAt} />],
    [t('took'), took === null ? '–' : t('seconds', { seconds: count(took) })],
  ]
  return (
    <Panel title={t('settings')}>
      <dl className={classes.rows}>
        {rows.map(([name, value]) => (
          <div key={name} className={classes.row}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

/** What was asked of a transformer beside that; what was left to the backbone is not listed. */
function transformerRows(
  { maxLength, truncation, pooling, lora, freeze, schedule, search }: TrainingRun['config'],
  t: ReturnType<typeof useTranslations<'training'>>,
): [string, React.ReactNode][] {
  const rows: [string, React.ReactNode][] = [
    [t('maxLength'), maxLength],
    [t('truncation'), truncation && t(`sides.${truncation}`)],
    [t('pooling'), pooling && t(`poolings.${pooling}`)],
    [t('lora'), lora],
    [t('freeze'), freeze],
    [t('schedule'), schedule && t(`schedules.${schedule}`)],
    [t('search'), search && '✓'],
  ]
  return rows.filter(([, value]) => value !== undefined && value !== false)
}
