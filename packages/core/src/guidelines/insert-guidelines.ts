import { idOfActor } from '../scope/actor.ts'
import type { Scope } from '../scope/scope.ts'

export interface NewGuidelines {
  projectId: string
  version: number
  text: string
  createdAt: Date
}

/** Keeps the text of a version. Call it in the transaction that makes the version the project's. */
export async function insertGuidelines({ db, actor }: Scope, guidelines: NewGuidelines): Promise<void> {
  await db.guidelines.create({ data: { ...guidelines, createdById: idOfActor(actor) } })
}
