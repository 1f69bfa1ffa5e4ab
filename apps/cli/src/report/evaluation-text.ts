import type { Estimate, Evaluation, PairedDifference, RewardReport } from '@plackett/contracts'
import { numberText, type TableRow, table } from './report-text.ts'

/** The whole evaluation for people, a heading and a table for each part that the data can tell of; '' without one. */
export function evaluationText({ evaluation }: RewardReport): string {
  if (evaluation === undefined) return ''
  const { byStrength, byLength, byAnnotator, bySourceModel } = evaluation
  return [
    section('against baselines', evaluation.baselines.flatMap(baselineRows)),
    section('by distance of ranks', sliceRows(byStrength)),
    section('by length of the preferred text, in lengths of the other', sliceRows(byLength)),
    section('by annotator', sliceRows(byAnnotator)),
    section('by source model, with how often it is preferred and rewarded', bySourceModel.map(sourceRow)),
    section('what people agree on', ceilingRows(evaluation.ceiling)),
    section('calibration', calibrationRows(evaluation.calibration)),
    section('length', lengthRows(evaluation.length)),
    section('learning curve', evaluation.learningCurve.map(curveRow)),
    section('disagreement of the ensemble', ensembleRows(evaluation.ensemble)),
    mistakeText(evaluation.mistakes),
  ].join('')
}

function section(title: string, rows: readonly TableRow[]): string {
  return rows.length === 0 ? '' : `\n${title}\n${indented(table(rows))}`
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ')
}

function baselineRows({ name, accuracy, difference }: Evaluation['baselines'][number]): TableRow[] {
  return [
    [name, sharesText(accuracy)],
    [`model less ${name}`, differenceText(difference)],
  ]
}

export function differenceText({ difference, low, high, p }: PairedDifference): string {
  return `${signed(difference)} [${signed(low)}, ${signed(high)}], p ${p < 0.001 ? '< 0.001' : p.toFixed(3)}`
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`
}

function sharesText({ value, low, high, n }: Estimate): string {
  return `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}], ${n} pairs`
}

function sliceRows(slices: Evaluation['byStrength']): TableRow[] {
  return slices.map(({ label, accuracy }) => [label, sharesText(accuracy)])
}

function sourceRow({ model, accuracy, preferred, rewarded }: Evaluation['bySourceModel'][number]): TableRow {
  return [model, `${sharesText(accuracy)}; ${preferred.toFixed(3)} and ${rewarded.toFixed(3)}`]
}

function ceilingRows({ pairAgreement, leaveOneOut, perfectModel }: Evaluation['ceiling']): TableRow[] {
  if (pairAgreement === null) return []
  return [
    ['two people', numberText(pairAgreement)],
    ['one and the majority of the others', numberText(leaveOneOut)],
    ['ceiling that this noise implies', numberText(perfectModel)],
  ]
}

function calibrationRows(calibration: Evaluation['calibration']): TableRow[] {
  if (calibration.expectedError === null) return []
  const bins = calibration.bins.map(({ count, predicted, observed }): TableRow => {
    return [`said ${predicted.toFixed(3)}`, `was ${observed.toFixed(3)}, ${count} pairs`]
  })
  return [
    ['expected calibration error', numberText(calibration.expectedError)],
    ['temperature', numberText(calibration.temperature)],
    ['error after scaling', numberText(calibration.expectedErrorAfter)],
    ['log loss before and after', `${numberText(calibration.logLossBefore)}, ${numberText(calibration.logLossAfter)}`],
    ...bins,
  ]
}

function lengthRows({ spearman, withinRankings }: Evaluation['length']): TableRow[] {
  return [
    ['rank correlation over texts', numberText(spearman)],
    ['correlation within rankings', numberText(withinRankings)],
  ]
}

function curveRow({ rankings, accuracy }: Evaluation['learningCurve'][number]): TableRow {
  return [`${rankings} rankings`, sharesText(accuracy)]
}

function ensembleRows(ensemble: Evaluation['ensemble']): TableRow[] {
  if (ensemble === null) return []
  const bins = ensemble.bins.map(({ deviation, accuracy }, at): TableRow => {
    return [`fifth ${at + 1}, the surest first`, `${sharesText(accuracy)}, deviation ${deviation.toFixed(3)}`]
  })
  return [['area of doubt over errors', numberText(ensemble.errorArea)], ...bins]
}

const shown = 5
const longest = 160

function mistakeText(mistakes: Evaluation['mistakes']): string {
  if (mistakes.length === 0) return ''
  const rows = mistakes.slice(0, shown).flatMap((mistake): TableRow[] => [
    ['prompt', oneLine(mistake.prompt)],
    [`preferred ${mistake.chosenReward.toFixed(3)}`, oneLine(mistake.chosen)],
    [`the other ${mistake.rejectedReward.toFixed(3)}`, oneLine(mistake.rejected)],
    ['', ''],
  ])
  return section(
    `worst mistakes, ${Math.min(shown, mistakes.length)} of ${mistakes.length}`,
    rows.slice(0, -1),
  ).replace(/ +$/gm, '')
}

/** The beginning of a text on one line, without what could command a terminal. */
function oneLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return line.length > longest ? `${[...line].slice(0, longest).join('')}…` : line
}
