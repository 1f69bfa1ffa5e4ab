import type { Database } from '../scope/scope.ts'
import { slugOf } from './slug-of.ts'

/**
 * What a project's models are called. A name is one project's alone, so that promoting in one never takes another's model
 * out of production: the second project with a name gets `-2`. Renaming a project does not rename its models.
 */
export async function modelNameOf(db: Database, project: { id: string; name: string }): Promise<string> {
  const own = await db.rewardModel.findFirst({ where: { projectId: project.id }, orderBy: { id: 'desc' } })
  if (own) return own.name
  const slug = slugOf(project.name)
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? slug : `${slug}-${count}`
    if ((await db.rewardModel.count({ where: { name } })) === 0) return name
  }
}
