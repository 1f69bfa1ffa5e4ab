import type { Aggregation, TiePolicy, VersionSettingsInput, Weighting } from '@plackett/contracts'

/** What the fields of the freeze form hold. */
export interface FreezeValues {
  name: string
  trainPercent: number
  seed: number
  licence: string
  notes: string
  /** Days, as a date field has them; empty for no limit. */
  from: string
  until: string
  /** Empty for no limit. */
  minRankings: number | ''
  minSeconds: number | ''
  languages: string[]
  withoutFlags: string[]
  origin: 'all' | 'here' | 'imported'
  withoutAllBad: boolean
  withGold: boolean
  aggregation: Aggregation
  ties: TiePolicy
  weighting: Weighting
  joinNearDuplicates: boolean
}

export const emptyFreezeValues: FreezeValues = {
  name: '',
  trainPercent: 90,
  seed: 1,
  licence: '',
  notes: '',
  from: '',
  until: '',
  minRankings: '',
  minSeconds: '',
  languages: [],
  withoutFlags: [],
  origin: 'all',
  withoutAllBad: false,
  withGold: false,
  aggregation: 'each',
  ties: 'keep',
  weighting: 'ranking',
  joinNearDuplicates: true,
}

/** What the server is asked for: a field that is empty selects nothing out. Days begin at midnight where the person is. */
export function settingsOfValues(values: FreezeValues): VersionSettingsInput {
  const { from, until, minRankings, minSeconds, languages, withoutFlags, origin, withoutAllBad, withGold } = values
  const selection = {
    from: from === '' ? undefined : new Date(`${from}T00:00`),
    until: until === '' ? undefined : new Date(`${until}T00:00`),
    minRankings: minRankings === '' || minRankings < 2 ? undefined : minRankings,
    minActiveMs: minSeconds === '' || minSeconds === 0 ? undefined : minSeconds * 1_000,
    languages: languages.length === 0 ? undefined : languages,
    withoutFlags: withoutFlags.length === 0 ? undefined : withoutFlags,
    origin: origin === 'all' ? undefined : origin,
    withoutAllBad: withoutAllBad || undefined,
    withGold: withGold || undefined,
  }
  return {
    selection: Object.fromEntries(Object.entries(selection).filter(([, value]) => value !== undefined)),
    ties: values.ties,
    weighting: values.weighting,
    aggregation: values.aggregation,
    nearDuplicates: values.joinNearDuplicates ? 0.8 : null,
    trainShare: values.trainPercent / 100,
    seed: values.seed,
  }
}
