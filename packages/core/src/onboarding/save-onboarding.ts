import { type OnboardingSettings, onboardingSettings, type SaveOnboardingInput } from '@plackett/contracts'
import { authorize } from '../access/authorize.ts'
import type { Scope } from '../scope/scope.ts'

/** Settles whether the quiz must be passed, and how. Results that are there already stay as they are. */
export async function saveOnboarding(
  scope: Scope,
  { projectId, settings }: SaveOnboardingInput,
): Promise<OnboardingSettings> {
  await authorize(scope, 'project:update', { projectId })
  const { onboarding } = await scope.db.project.update({ where: { id: projectId }, data: { onboarding: settings } })
  return onboardingSettings.parse(onboarding)
}
