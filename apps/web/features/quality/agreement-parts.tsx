'use client'

import type { AgreementGroup, AnnotatorPair, QualityReport, ShareEstimate } from '@plackett/contracts'
import { useTranslations } from 'next-intl'
import { IntervalChart } from '../charts/interval-chart.tsx'
import type { Cell } from '../charts/to-csv.ts'
import { Panel } from '../common/panel.tsx'
import { useLanguageName } from '../common/use-language-name.ts'
import { useNumbers } from '../common/use-numbers.ts'
import classes from '../project/project-progress.module.css'
import { useProject } from '../shell/project-context.ts'
import { tasksLink } from './tasks-link.ts'

interface Part {
  key: string
  label: string
  href?: string
  pairs: ShareEstimate
  alpha: number | null
  tasks: number
}

/** Agreement told apart by what may matter for it. */
export function AgreementParts({ report }: { report: QualityReport }) {
  const t = useTranslations('quality')
  const { id } = useProject()
  const languageName = useLanguageName()
  const groups = (
    list: AgreementGroup[],
    name: (group: AgreementGroup) => string,
    link?: (group: AgreementGroup) => string,
  ) =>
    list.map((group): Part => ({ ...group, key: name(group), label: name(group), ...(link && { href: link(group) }) }))
  const parts = [
    {
      key: 'language' as const,
      rows: groups(
        report.byLanguage,
        ({ language }) => languageName(language ?? null),
        ({ language }) => tasksLink(id, { language, minRankings: 2 }),
      ),
    },
    {
      key: 'kind' as const,
      rows: groups(
        report.byKind,
        ({ completions, turns }) => t('kind', { completions: completions!, turns: turns! }),
        ({ completions, turns }) => tasksLink(id, { completions, turns, minRankings: 2 }),
      ),
    },
    {
      key: 'guidelines' as const,
      rows: groups(report.byGuidelines, ({ guidelinesVersion }) =>
        guidelinesVersion ? t('guidelinesVersion', { version: guidelinesVersion }) : t('noGuidelinesVersion'),
      ),
    },
    { key: 'annotatorPairs' as const, rows: report.byPair.map((pair) => pairPart(id, pair)) },
  ]
  return (
    <div className={classes.panels}>
      {parts
        .filter(({ rows }) => rows.length > 0)
        .map(({ key, rows }) => (
          <PartPanel key={key} title={t(`by.${key}`)} filename={`agreement-${key}`} rows={rows} whole={report} />
        ))}
    </div>
  )
}

function pairPart(projectId: string, { first, second, ...pair }: AnnotatorPair): Part {
  const annotatorIds = [first.annotatorId, second.annotatorId]
  return {
    ...pair,
    key: annotatorIds.join(' '),
    label: `${first.name} – ${second.name}`,
    href: tasksLink(projectId, { annotatorIds }),
  }
}

/** So many are drawn; the file has all. */
const mostDrawn = 12

interface PartPanelProps {
  title: string
  filename: string
  rows: Part[]
  whole: QualityReport
}

function PartPanel({ title, filename, rows, whole }: PartPanelProps) {
  const t = useTranslations('quality')
  const { count, percent, decimal } = useNumbers()
  const reference = whole.agreement && { label: t('whole'), value: whole.agreement.pairs.value }
  const table = rows.map(({ label, pairs, alpha, tasks }): Cell[] => {
    return [label, pairs.value, pairs.low, pairs.high, pairs.n, alpha, tasks]
  })
  return (
    <Panel
      title={title}
      note={rows.length > mostDrawn ? t('firstOf', { shown: mostDrawn, all: count(rows.length) }) : null}
    >
      <IntervalChart
        label={t('partLabel', { title })}
        caption={t('partCaption')}
        rows={rows.slice(0, mostDrawn).map(({ pairs, alpha, tasks, ...row }) => ({
          ...row,
          ...pairs,
          note: t('partNote', { tasks: count(tasks), alpha: alpha === null ? '–' : decimal(alpha, 2) }),
        }))}
        include={[0.5]}
        {...(reference && { reference })}
        format={(value) => percent(value, 0)}
        formatTick={(value) => percent(value, 0)}
        data={{ filename, columns: ['part', 'agreement', 'low', 'high', 'pairs', 'alpha', 'tasks'], rows: table }}
      />
    </Panel>
  )
}
