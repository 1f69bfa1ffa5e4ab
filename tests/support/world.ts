import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CreateProjectInput, createProjectInput, type Project, type Role } from '@plackett/contracts'
import { type Actor, createProject, importFile, type Scope, systemPorts } from '@plackett/core'
import { connect, createTestDatabase, type PrismaClient } from '@plackett/db'
import { openStorage } from '@plackett/storage'
import { inject } from 'vitest'

/** A database of its own with an owner, and scopes to call verbs in. */
export interface World {
  databaseUrl: string
  db: PrismaClient
  home: string
  owner: Scope
  scopeOf(actor: Actor): Scope
  /** A new person, a member of the project if one is given. */
  person(member?: { projectId: string; role: Role }): Promise<Scope & { userId: string }>
  project(input?: Partial<CreateProjectInput>): Promise<Project>
  /** Imports so many prompts with so many completions each. */
  prompts(projectId: string, count: number, completions?: number): Promise<void>
  /** A key that was not used yet. */
  key(): string
  close(): Promise<void>
}

export async function createWorld(): Promise<World> {
  const database = await createTestDatabase(inject('postgresUrl'))
  const db = connect(database.url, { maxConnections: 15 })
  const home = await mkdtemp(join(tmpdir(), 'plackett-world-'))
  const storage = await openStorage({ kind: 'disk', directory: join(home, 'storage') })
  const scopeOf = (actor: Actor): Scope => ({
    ...systemPorts,
    db,
    storage,
    actor,
    temporaryDirectory: home,
    baseUrl: 'http://localhost:4400',
    accounts: { createAccount: () => Promise.reject(new Error('Accounts are made through the app.')) },
    scorers: { score: () => Promise.reject(new Error('Completions are scored through the app.')) },
  })

  let count = 0
  const user = async (isOwner: boolean) => {
    count += 1
    const userId = `u${count}`
    await db.user.create({ data: { id: userId, name: `Person ${count}`, email: `${userId}@example.org`, isOwner } })
    return { ...scopeOf({ kind: 'person', userId, isOwner }), userId }
  }
  const owner = await user(true)

  const world: World = {
    databaseUrl: database.url,
    db,
    home,
    owner,
    scopeOf,
    async person(member) {
      const scope = await user(false)
      if (member) await db.membership.create({ data: { ...member, userId: scope.userId } })
      return scope
    },
    project: (input = {}) => createProject(owner, createProjectInput.parse({ name: 'Test project', ...input })),
    async prompts(projectId, prompts, completions = 3) {
      const lines = Array.from({ length: prompts }, (_, at) => promptLine(`p${at}`, completions))
      const chunks = [Buffer.from(lines.join('\n'))]
      await importFile(owner, { projectId, idempotencyKey: world.key(), filename: 'test.jsonl', chunks })
    },
    key: () => systemPorts.newId(),
    async close() {
      await db.$disconnect()
      await database.drop()
      await rm(home, { recursive: true, force: true })
    },
  }
  return world
}

export function promptLine(id: string, completions = 3): string {
  const texts = Array.from({ length: completions }, (_, at) => ({
    text: `Answer ${at} to ${id}`,
    model: `model-${at}`,
  }))
  return JSON.stringify({ id, prompt: `Question ${id}`, completions: texts })
}
