import { labelSettings, type Project, qualitySettings } from '@plackett/contracts'
import type { Project as ProjectRow } from '@plackett/db'

/** A row as the contract has it; settings that were added since the row was written take their defaults. */
export function projectOf(row: ProjectRow): Project {
  return {
    ...row,
    labelSettings: labelSettings.parse(row.labelSettings),
    qualitySettings: qualitySettings.parse(row.qualitySettings),
  }
}
