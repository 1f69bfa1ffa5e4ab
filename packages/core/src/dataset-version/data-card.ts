import type { DatasetVersion, VersionLineage } from '@plackett/contracts'

export interface DataCardInput {
  version: DatasetVersion
  /** The project's name and what it says of itself. */
  project: string
  description: string
}

/** What a version is, for whoever gets its file: the same text for the same version. */
export function dataCard({ version, project, description }: DataCardInput): string {
  const sections = [
    frontMatter(version),
    `# ${project}, version ${version.number}${version.name === '' ? '' : `: ${version.name}`}`,
    description,
    section('Content', countsText(version)),
    section('How it was made', settingsText(version)),
    version.lineage === null ? '' : section('Where it comes from', lineageText(version.lineage)),
    section('Licence', version.licence === '' ? 'None was stated. Ask before you use it.' : version.licence),
    section('Personal data', `Annotators stand under pseudonyms, the same in every version of the project. ${texts}`),
    version.notes === '' ? '' : section('Notes', version.notes),
  ]
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`
}

const texts = 'Prompts, completions and comments are as they were given: nothing was removed from them.'

function section(title: string, text: string): string {
  return `## ${title}\n\n${text}`
}

function frontMatter({ licence, lineage }: DatasetVersion): string {
  const languages = Object.keys(lineage?.languages ?? {}).filter((language) => language !== 'none')
  const fields = [
    licence === '' ? '' : `license: ${JSON.stringify(licence)}`,
    languages.length === 0
      ? ''
      : `language:\n${languages
          .sort()
          .map((language) => `- ${JSON.stringify(language)}`)
          .join('\n')}`,
    'task_categories:\n- reinforcement-learning\ntags:\n- preference\n- human-feedback',
  ]
  return `---\n${fields.filter((field) => field !== '').join('\n')}\n---`
}

function countsText({ counts, contentHash, createdAt }: DatasetVersion): string {
  const { train, test } = counts
  return [
    '| | all | train | test |',
    '| --- | ---: | ---: | ---: |',
    `| prompts | ${counts.prompts} | ${train.prompts} | ${test.prompts} |`,
    `| comparisons | ${counts.comparisons} | ${train.comparisons} | ${test.comparisons} |`,
    `| of these ties | ${counts.ties} | | |`,
    `| rankings | ${counts.rankings} | | |`,
    `| completions | ${counts.completions} | | |`,
    `| annotators | ${counts.annotators} | | |`,
    '',
    `Frozen on ${createdAt.toISOString()}. SHA-256 of its Parquet file: \`${contentHash}\`.`,
  ].join('\n')
}

const tieText = {
  keep: 'kept',
  informative: 'kept, but not rankings that are one tie',
  strict: 'left out with their rankings',
}
const weightText = {
  ranking: 'each ranking counts once',
  task: 'each task counts once, whatever the number of its rankings',
}
const aggregationText = {
  each: 'every annotator’s own',
  consensus: 'one per task, in the order of Bradley–Terry worths over all of them',
}

function settingsText({ settings, counts }: DatasetVersion): string {
  const { selection, ties, weighting, aggregation, trainShare, seed, nearDuplicates } = settings
  const chosen = Object.entries(selection).filter(([, value]) => value !== undefined)
  return [
    `- Selection: ${chosen.length === 0 ? 'all rankings that count' : chosen.map(([name, value]) => `${name} = ${JSON.stringify(value)}`).join('; ')}.`,
    `- Rankings: ${aggregationText[aggregation]}. Ties: ${tieText[ties]}. Weight: ${weightText[weighting]}, times the weight of its annotator.`,
    `- Split: ${Math.round(trainShare * 1_000) / 10} % of ${counts.groups} groups train, seed ${seed}; no group stands on both sides.`,
    nearDuplicates === null
      ? '- Near duplicates may stand on both sides.'
      : `- Prompts with a likeness of ${nearDuplicates} or more are one group; ${counts.nearDuplicates} joined another’s.`,
  ].join('\n')
}

function lineageText(lineage: VersionLineage): string {
  const { firstRankingAt, lastRankingAt, imported } = lineage
  const span =
    firstRankingAt && lastRankingAt ? `${firstRankingAt.toISOString()} to ${lastRankingAt.toISOString()}` : 'unknown'
  return [
    `- Ranked: ${span}; ${imported} rankings were imported.`,
    `- Languages: ${listed(lineage.languages)}.`,
    `- Models that wrote the completions: ${listed(lineage.models)}.`,
    `- Versions of the guidelines: ${listed(lineage.guidelines)}.`,
  ].join('\n')
}

/** The most frequent first, equal ones by name. */
function listed(counts: Record<string, number>): string {
  const entries = Object.entries(counts).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  return entries.map(([name, count]) => `${name} (${count})`).join(', ') || 'none'
}
