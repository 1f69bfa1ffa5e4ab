'use client'

import type { QualityReport } from '@plackett/contracts'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { BarChart } from '../charts/bar-chart.tsx'
import { Panel } from '../common/panel.tsx'
import { useNumbers } from '../common/use-numbers.ts'
import { useProject } from '../shell/project-context.ts'
import { tasksLink } from './tasks-link.ts'

/** How far apart people put two completions, and how often nowhere. */
export function StrengthPanel({ strengths }: { strengths: QualityReport['strengths'] }) {
  const t = useTranslations('quality')
  const { count, percent } = useNumbers()
  const { id } = useProject()
  const all = strengths.reduce((sum, { pairs }) => sum + pairs, 0)
  const nameOf = (strength: number) => (strength === 0 ? t('tie') : t('tiers', { count: strength }))
  return (
    <Panel title={t('strengths')} note={t('nPairs', { count: count(all) })}>
      <BarChart
        label={t('strengthsLabel')}
        caption={
          <>
            {t('tasksWith')}{' '}
            {strengths.map(({ strength, pairs }, at) => (
              <span key={strength}>
                {at > 0 && ' · '}
                <Link href={tasksLink(id, { strength })} className="pk-link">
                  {`${nameOf(strength)} ${percent(pairs / all)}`}
                </Link>
              </span>
            ))}
          </>
        }
        bars={strengths.map(({ strength, pairs }) => ({
          key: String(strength),
          label: nameOf(strength),
          value: pairs,
        }))}
        formatY={count}
        data={{
          filename: 'strengths',
          columns: ['tiers apart', 'pairs'],
          rows: strengths.map(({ strength, pairs }) => [strength, pairs]),
        }}
      />
    </Panel>
  )
}
