import { AppError } from '@plackett/contracts'

/** The version that the answer names, or the current one. GUIDELINES_NOT_FOUND for one that is not there yet. */
export function shownGuidelines(
  input: { guidelinesVersion?: number | undefined },
  project: { guidelinesVersion: number },
): number {
  const version = input.guidelinesVersion ?? project.guidelinesVersion
  if (version > project.guidelinesVersion) throw new AppError('GUIDELINES_NOT_FOUND', { version })
  return version
}
