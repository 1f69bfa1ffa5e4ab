import type { Api } from './product.ts'

/** Every page of the product by name, with the address at which it has something to show. */
export async function pagesWithContent(api: Api, projectId: string): Promise<Record<string, string>> {
  const [tasks, reviews, versions, runs, models] = await Promise.all([
    api.task.list.query({ projectId, status: 'completed' }),
    api.review.list.query({ projectId }),
    api.datasetVersion.list.query({ projectId }),
    api.trainingRun.list.query({ projectId }),
    api.rewardModel.list.query({ projectId }),
  ])
  const project = `/projects/${projectId}`
  return {
    projects: '/projects',
    'new-project': '/projects/new',
    overview: project,
    quality: `${project}/quality`,
    annotators: `${project}/annotators`,
    leaderboard: `${project}/leaderboard?style=1`,
    rank: `${project}/rank`,
    history: `${project}/history`,
    tasks: `${project}/data`,
    task: `${project}/data/tasks/${tasks.items[0]!.id}`,
    review: `${project}/review`,
    'review-task': `${project}/review/${reviews.items[0]!.id}`,
    imports: `${project}/data/imports`,
    versions: `${project}/data/versions`,
    version: `${project}/data/versions/${versions[0]!.id}`,
    training: `${project}/training`,
    'new-run': `${project}/training/new`,
    run: `${project}/training/${runs[0]!.id}`,
    models: `${project}/models`,
    model: `${project}/models/${models[0]!.id}`,
    demonstrations: `${project}/demonstrations`,
    write: `${project}/demonstrations/write`,
    onboarding: `${project}/onboarding`,
    settings: `${project}/settings`,
    'label-settings': `${project}/settings/labels`,
    'onboarding-settings': `${project}/settings/onboarding`,
    'quality-settings': `${project}/settings/quality`,
    members: `${project}/settings/members`,
    profile: '/profile',
    keyboard: '/profile/keyboard',
    keys: '/profile/keys',
  }
}

/** The pages of a project in which nothing has happened yet, and those outside of any. */
export function pagesWithoutContent(projectId: string): Record<string, string> {
  const project = `/projects/${projectId}`
  return {
    'empty-overview': project,
    'empty-quality': `${project}/quality`,
    'empty-annotators': `${project}/annotators`,
    'empty-leaderboard': `${project}/leaderboard`,
    'empty-rank': `${project}/rank`,
    'empty-history': `${project}/history`,
    'empty-tasks': `${project}/data`,
    'empty-review': `${project}/review`,
    'empty-versions': `${project}/data/versions`,
    'empty-training': `${project}/training`,
    'empty-new-run': `${project}/training/new`,
    'empty-models': `${project}/models`,
    'not-found': '/nowhere',
    'no-project': '/projects/00000000-0000-4000-8000-000000000000',
    'bad-invitation': '/invitation?token=wrong-wrong-wrong-wrong',
    'bad-leaderboard': '/leaderboard?token=wrong-wrong-wrong-wrong',
  }
}

export const widths = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const
export const colorSchemes = ['light', 'dark'] as const
