import { appRouter } from './app-router.ts'
import { createCallerFactory } from './init.ts'

/** Calls procedures without HTTP, as the scope's actor. */
export const createCaller = createCallerFactory(appRouter)

/** `noun.verb` of every procedure, and whether it is a query or a mutation. */
export const procedureKinds: Record<string, string> = Object.fromEntries(
  Object.entries(appRouter._def.procedures).map(([name, procedure]) => [name, kindOf(procedure)]),
)

function kindOf(procedure: unknown): string {
  return (procedure as { _def: { type: string } })._def.type
}
